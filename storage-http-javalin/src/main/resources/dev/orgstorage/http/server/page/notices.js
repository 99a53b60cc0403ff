import { Store } from './store.js';

const LIFE = 6000;
let last = 0;

/** What is told in passing, with something to do about it or without. */
class Notices extends Store {
  all = [];

  say(text, { kind = 'info', action = null, life = LIFE } = {}) {
    const notice = { id: ++last, text, kind, action };
    this.all = [...this.all, notice];
    this.changed();
    setTimeout(() => this.end(notice), life);
    return notice;
  }

  end(notice) {
    this.all = this.all.filter((each) => each !== notice);
    this.changed();
  }
}

export const notices = new Notices();
