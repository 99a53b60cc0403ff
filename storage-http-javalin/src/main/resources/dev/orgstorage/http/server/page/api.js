import { headerOf } from './contexts.js';
import { token } from './token.js';

/** Tells of answers that concern more than who asked: `unauthenticated`, `unreachable`. */
export const answers = new EventTarget();

/** What the server refused, or that it did not answer (status 0), with a sentence to show. */
export class Problem extends Error {
  constructor(status, code, sentence, wait = 0) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.wait = wait;
  }

  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Asks in a context; what is not there in it is not there. */
export async function ask(context, path, { method = 'GET', json, keepalive = false, signal } = {}) {
  const headers = { 'X-Organization-Id': headerOf(context) };
  if (token.get()) {
    headers.Authorization = `Bearer ${token.get()}`;
  }
  return send(`/api/storage${path}`, { method, headers, json, keepalive, signal });
}

export async function send(url, { method = 'GET', headers = {}, json, keepalive, signal } = {}) {
  const body = json === undefined ? undefined : JSON.stringify(json);
  if (body) {
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(url, { method, headers, body, keepalive, signal });
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    answers.dispatchEvent(new Event('unreachable'));
    throw new Problem(0, 'unreachable', 'The server does not answer.');
  }
  if (answer.ok) {
    return answer.json();
  }
  throw await problem(answer);
}

async function problem(answer) {
  const said = await answer.json().catch(() => ({}));
  if (answer.status === 401) {
    answers.dispatchEvent(new Event('unauthenticated'));
  }
  const wait = Number(answer.headers.get('Retry-After')) * 1000;
  return new Problem(answer.status, said.code ?? 'unknown', said.error ?? 'Something went wrong at the server.', wait);
}
