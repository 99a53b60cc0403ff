import { ask } from './api.js';
import { Upload } from './upload.js';
import { put } from './put.js';
import { unfinished } from './unfinished.js';

const SIGNED_AHEAD = 64 * 2 ** 20;
const ATTEMPTS = 5;
const FIRST_WAIT = 1000;

/** From here on a file comes in parts, and what has arrived need not be sent again. */
export const LARGE = 50 * 2 ** 20;

/** A large file on its way: it can be paused, and resumed even after the page was loaded again. */
export class UploadInParts extends Upload {
  get canPause() {
    return true;
  }

  pause() {
    this.stop('paused');
  }

  async send(signal) {
    const { partSize, parts } = await this.where(signal);
    const there = new Set(parts.map(({ number }) => number));
    const count = Math.ceil(this.size / partSize);
    const left = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !there.has(number));
    this.progress(parts.reduce((sum, { size }) => sum + size, 0));
    const ahead = Math.max(1, Math.floor(SIGNED_AHEAD / partSize));
    while (left.length) {
      const json = { numbers: left.splice(0, ahead) };
      const { parts: signed } = await ask(this.context, `/uploads/${this.record}/parts`, { method: 'POST', json, signal });
      for (const part of signed) {
        await this.sendPart(part, partSize, signal);
      }
    }
  }

  /** What has arrived, of what was begun before: all of it, if only the answer to completing it got lost. Or the beginning. */
  async where(signal) {
    if (this.record) {
      unfinished.hold(this.record);
      try {
        return await ask(this.context, `/uploads/${this.record}/parts`, { signal });
      } catch (problem) {
        if (problem.code === 'already_uploaded') {
          return { partSize: this.size, parts: [{ number: 1, size: this.size }] };
        }
        if (problem.status !== 404 && problem.status !== 409) {
          throw problem;
        }
        unfinished.forget(this.record);
      }
    }
    const { recordId, partSize } = await ask(this.context, '/uploads', { method: 'POST', json: this.promise, signal });
    this.record = recordId;
    unfinished.remember(this);
    return { partSize, parts: [] };
  }

  async sendPart(part, partSize, signal) {
    const from = (part.number - 1) * partSize;
    const bytes = this.file.slice(from, from + part.size);
    const before = this.sent;
    for (let attempt = 1; ; attempt++) {
      try {
        await put(part, bytes, (sent) => this.progress(before + sent), signal);
        this.progress(before + part.size);
        return;
      } catch (problem) {
        const isPassing = problem.status === 0 || problem.status >= 500;
        if (signal.aborted || !isPassing || attempt === ATTEMPTS) {
          throw problem;
        }
        this.sent = before;
        await new Promise((resume) => setTimeout(resume, FIRST_WAIT * 2 ** (attempt - 1)));
      }
    }
  }

  async complete() {
    const { record } = this;
    try {
      await super.complete();
      unfinished.forget(record);
    } catch (problem) {
      if (problem.code === 'not_uploaded') {
        this.record = record;
      } else if (!this.record) {
        unfinished.forget(record);
      }
      throw problem;
    }
  }

  async forget() {
    unfinished.forget(this.record);
    await super.forget();
  }
}

/** One that was begun before this page was loaded, and waits for its file to be chosen again. */
export class Interrupted extends UploadInParts {
  state = 'interrupted';

  constructor(context, known, changed) {
    super(context, null, changed);
    this.known = known;
    this.record = known.record;
  }

  get name() {
    return this.known.name;
  }

  get size() {
    return this.known.size;
  }

  is({ name, size, lastModified }) {
    return name === this.known.name && size === this.known.size && lastModified === this.known.lastModified;
  }
}
