import { Interrupted, LARGE, UploadInParts } from './upload-in-parts.js';
import { Store } from './store.js';
import { Upload } from './upload.js';
import { changedIn } from './queries.js';
import { connection } from './connection.js';
import { notices } from './notices.js';
import { spoken } from './spoken.js';
import { unfinished } from './unfinished.js';

const AT_ONCE = 3;
const LAST_LOOK = 10000;
const ACTIVE = ['waiting', 'sending', 'completing'];

/** All uploads of this tab, some of them under way and the others in a queue. */
class Uploads extends Store {
  all = [];

  constructor() {
    super();
    connection.addEventListener('change', () => connection.lost || this.tryAgain());
    window.addEventListener('beforeunload', (event) => this.isBusy && event.preventDefault());
  }

  /** Files for a context: the one that was shown when they were chosen. */
  add(context, files) {
    for (const file of files) {
      const known = this.all.find((each) => each.state === 'interrupted' && each.context.key === context.key && each.is(file));
      if (known) {
        this.resume(known, file);
      } else {
        const Way = file.size >= LARGE ? UploadInParts : Upload;
        this.all = [...this.all, new Way(context, file, () => this.changed())];
      }
    }
    this.changed();
    this.next();
  }

  /** Shows what was begun before this page was loaded. */
  async restore(contexts) {
    const orphans = await unfinished.orphans();
    for (const known of orphans) {
      const context = contexts.find(({ id }) => id === known.organization);
      if (context && !this.all.some(({ record }) => record === known.record)) {
        this.all = [...this.all, new Interrupted(context, known, () => this.changed())];
      }
    }
    this.changed();
  }

  /** With the same file; another one is not taken for it. */
  resume(upload, file) {
    if (upload.is(file)) {
      upload.file = file;
      this.retry(upload);
    } else {
      notices.say(`${file.name} is not the file that was begun: choose ${upload.name}, unchanged`, { kind: 'error' });
    }
  }

  next() {
    const running = this.all.filter(({ isRunning }) => isRunning).length;
    const waiting = this.all.filter(({ state, isRunning }) => state === 'waiting' && !isRunning);
    waiting.slice(0, Math.max(0, AT_ONCE - running)).forEach((upload) => this.run(upload));
  }

  async run(upload) {
    upload.isRunning = true;
    await upload.run();
    upload.isRunning = false;
    this.tell(upload);
    this.next();
    this.tidy();
  }

  /** Once all went well, the list goes by itself. */
  tidy() {
    clearTimeout(this.tidying);
    if (this.all.every(({ state }) => state === 'done')) {
      this.tidying = setTimeout(() => this.all.every(({ state }) => state === 'done') && this.dismissDone(), LAST_LOOK);
    }
  }

  tell({ state, name, context, reason }) {
    if (state === 'done') {
      spoken.say(`${name} was uploaded to ${context.name}`);
      changedIn(context);
    } else if (state === 'failed') {
      spoken.say(`${name} was not uploaded to ${context.name}: ${reason}`);
    }
  }

  retry(upload) {
    upload.become('waiting');
    this.next();
  }

  /** What failed while the server was not there. */
  tryAgain() {
    this.all.filter(({ state, wasUnreachable }) => state === 'failed' && wasUnreachable).forEach((upload) => this.retry(upload));
  }

  cancel(upload) {
    upload.cancel();
    this.dismiss(upload);
  }

  dismiss(upload) {
    this.all = this.all.filter((each) => each !== upload);
    this.changed();
  }

  dismissDone() {
    this.all = this.all.filter(({ state }) => state !== 'done');
    this.changed();
  }

  /** Of somebody who leaves. */
  stopAll() {
    this.all.filter(({ state }) => ACTIVE.includes(state)).forEach((upload) => upload.stop('cancelled'));
    this.all = [];
    this.changed();
  }

  get isBusy() {
    return this.all.some(({ state }) => ACTIVE.includes(state));
  }
}

export const uploads = new Uploads();
