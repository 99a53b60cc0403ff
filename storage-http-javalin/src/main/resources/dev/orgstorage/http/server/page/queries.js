import './production.js';
import { QueryClient } from '@tanstack/query-core';
import { ask } from './api.js';

const ATTEMPTS = 3;
const PAGE = 60;

/** What was asked, by context first: nothing that is known in one context is ever shown in another. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 15000,
      retry: (failures, problem) => problem.isPassing && problem.status !== 0 && failures < ATTEMPTS,
      retryDelay: (failures, problem) => problem.wait || 1000 * 2 ** failures,
    },
  },
});
client.mount();

export const filesQuery = (context, { q, type }) => ({
  queryKey: [context.key, 'files', { q, type }],
  queryFn: ({ pageParam, signal }) => {
    const parameters = new URLSearchParams({ limit: String(PAGE) });
    Object.entries({ q, type, cursor: pageParam }).forEach(([name, value]) => value && parameters.set(name, value));
    return ask(context, `/list?${parameters}`, { signal });
  },
  initialPageParam: null,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const fileQuery = (context, id) => ({
  queryKey: [context.key, 'file', id],
  queryFn: ({ signal }) => ask(context, `/files/${encodeURIComponent(id)}`, { signal }),
});

/** Has the lists of one context asked for again, and of no other. */
export const changedIn = (context) => client.invalidateQueries({ queryKey: [context.key] });

/** Keeps an element up to date with a query, which may become another with each update. */
export class Watch {
  constructor(host, Observer, options) {
    this.host = host;
    this.Observer = Observer;
    this.options = options;
    host.addController(this);
  }

  hostConnected() {
    this.observer = new this.Observer(client, this.options());
    this.unsubscribe = this.observer.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected() {
    this.unsubscribe();
  }

  hostUpdate() {
    this.observer.setOptions(this.options());
  }

  get result() {
    return this.observer.getCurrentResult();
  }
}
