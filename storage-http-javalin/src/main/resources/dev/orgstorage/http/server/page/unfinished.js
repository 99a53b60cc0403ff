import { session } from './session.js';

const LOCK = 'orgstorage.upload.';

/** What uploads in parts this user has begun in this browser: enough to know the file again, and nothing of its bytes. */
class Unfinished {
  get key() {
    return `orgstorage.unfinished.${session.user}`;
  }

  get all() {
    return JSON.parse(localStorage.getItem(this.key) ?? '[]');
  }

  remember({ record, context, file }) {
    const { name, size, lastModified } = file;
    this.keep([...this.all, { record, organization: context.id, name, size, lastModified }]);
    this.hold(record);
  }

  /** By the tab that sends it, as long as that is there. */
  hold(record) {
    navigator.locks?.request(LOCK + record, { ifAvailable: true }, (lock) => lock && new Promise(() => {}));
  }

  forget(record) {
    this.keep(this.all.filter((each) => each.record !== record));
  }

  keep(all) {
    if (all.length) {
      localStorage.setItem(this.key, JSON.stringify(all));
    } else {
      localStorage.removeItem(this.key);
    }
  }

  /** Those that no other tab is sending. */
  async orphans() {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    const names = new Set(held.map(({ name }) => name));
    return this.all.filter(({ record }) => !names.has(LOCK + record));
  }
}

export const unfinished = new Unfinished();
