import { Problem, ask } from './api.js';
import { put } from './put.js';
import { sha256 } from './sha256.js';

const UNKNOWN = 'application/octet-stream';
/** The key is written once: the bytes are there already. */
const THERE = 412;

let last = 0;

/** One file on its way into one context, whatever context is shown meanwhile. */
export class Upload {
  id = ++last;
  state = 'waiting';
  sent = 0;
  speed = 0;
  reason = null;
  record = null;
  hasArrived = false;

  constructor(context, file, changed) {
    this.context = context;
    this.file = file;
    this.changed = changed;
  }

  get name() {
    return this.file.name;
  }

  get size() {
    return this.file.size;
  }

  get canPause() {
    return false;
  }

  get promise() {
    return { fileName: this.file.name, fileType: this.file.type || UNKNOWN, fileSize: this.file.size };
  }

  get disappeared() {
    return `It was removed again: it is not the ${this.promise.fileType} that it was to be, or somebody deleted it.`;
  }

  become(state, reason = null) {
    Object.assign(this, { state, reason });
    this.changed();
  }

  /** Ends in `done` or `failed`, or as it was told meanwhile. */
  async run() {
    this.stopping = new AbortController();
    this.begun = null;
    this.become('sending');
    try {
      if (!this.hasArrived) {
        await this.send(this.stopping.signal);
        this.hasArrived = true;
      }
      this.become('completing');
      await this.complete();
      this.become('done');
    } catch (problem) {
      if (!this.stopping.signal.aborted) {
        this.wasUnreachable = problem.status === 0;
        this.become('failed', problem.message);
      }
    }
  }

  async send(signal) {
    await this.forget();
    const checksumSha256 = (await sha256(this.file)) ?? undefined;
    const json = { ...this.promise, checksumSha256 };
    const started = await ask(this.context, '/upload-url', { method: 'POST', json, signal });
    this.record = started.recordId;
    try {
      await put(started, this.file, (sent) => this.progress(sent), signal);
    } catch (problem) {
      if (problem.status !== THERE) {
        throw problem;
      }
    }
  }

  /** What is refused here is gone, and so is what somebody's list has refused meanwhile: another attempt begins anew. */
  async complete() {
    try {
      await ask(this.context, `/uploads/${this.record}/complete`, { method: 'POST' });
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.isPassing) {
        Object.assign(this, { hasArrived: false, record: null });
      }
      throw problem.status === 404 ? new Problem(404, problem.code, this.disappeared) : problem;
    }
  }

  progress(sent) {
    const now = performance.now();
    this.begun ??= { at: now, sent };
    const seconds = (now - this.begun.at) / 1000;
    this.sent = sent;
    this.speed = seconds > 0 ? (sent - this.begun.sent) / seconds : 0;
    this.changed();
  }

  stop(state) {
    this.stopping?.abort();
    this.become(state);
  }

  cancel() {
    this.stop('cancelled');
    this.forget();
  }

  /** What was promised before and is not to come. */
  async forget() {
    const { record } = this;
    this.record = null;
    if (record) {
      await ask(this.context, `/files/${record}`, { method: 'DELETE' }).catch(() => {});
    }
  }
}
