import { spoken } from './spoken.js';
import { changedIn } from './queries.js';
import { Store } from './store.js';
import { Upload } from './upload.js';

const AT_ONCE = 3;
const ENDED = ['done', 'failed', 'cancelled', 'paused'];

/** All uploads of this tab, some of them under way and the others in a queue. */
class Uploads extends Store {
  all = [];

  /** Files for a context: the one that was shown when they were chosen. */
  add(context, files) {
    const added = [...files].map((file) => new Upload(context, file, () => this.changed()));
    this.all = [...this.all, ...added];
    this.changed();
    this.next();
  }

  next() {
    const running = this.all.filter(({ running }) => running).length;
    const waiting = this.all.filter(({ state }) => state === 'waiting');
    waiting.slice(0, Math.max(0, AT_ONCE - running)).forEach((upload) => this.run(upload));
  }

  async run(upload) {
    upload.running = true;
    await upload.run();
    upload.running = false;
    this.next();
    this.tell(upload);
  }

  tell({ state, file, context, reason }) {
    if (state === 'done') {
      spoken.say(`${file.name} was uploaded to ${context.name}`);
      changedIn(context);
    } else if (state === 'failed') {
      spoken.say(`${file.name} was not uploaded to ${context.name}: ${reason}`);
    }
  }

  retry(upload) {
    upload.become('waiting');
    this.next();
  }

  cancel(upload) {
    upload.cancel();
    this.dismiss(upload);
  }

  dismiss(upload) {
    this.all = this.all.filter((each) => each !== upload);
    this.changed();
  }

  dismissEnded() {
    this.all = this.all.filter(({ state }) => state !== 'done');
    this.changed();
  }

  /** Of somebody who leaves. */
  stopAll() {
    this.all.filter(({ state }) => !ENDED.includes(state)).forEach((upload) => upload.stopping?.abort());
    this.all = [];
    this.changed();
  }

  get isBusy() {
    return this.all.some(({ state }) => !ENDED.includes(state));
  }
}

export const uploads = new Uploads();

window.addEventListener('beforeunload', (event) => {
  if (uploads.isBusy) {
    event.preventDefault();
  }
});
