import { ask } from './api.js';
import { count } from './format.js';
import { notices } from './notices.js';
import { changedIn } from './queries.js';
import { Store } from './store.js';

const TIME_TO_UNDO = 5000;
const AT_ONCE = 4;

/** Files that are gone from the lists already, and from the server in a few seconds, unless somebody thinks again. */
class Deletions extends Store {
  gone = new Set();
  waiting = new Set();

  constructor() {
    super();
    window.addEventListener('pagehide', () => this.carryOutAll());
  }

  /** At once, before whoever asked for it is gone. */
  carryOutAll() {
    this.waiting.forEach((deletion) => this.carryOut(deletion, true));
  }

  /** Begins to delete files of a context. */
  begin(context, files) {
    const deletion = { context, files };
    files.forEach(({ id }) => this.gone.add(id));
    deletion.timer = setTimeout(() => this.carryOut(deletion), TIME_TO_UNDO);
    this.waiting.add(deletion);
    const what = files.length === 1 ? files[0].filename : count(files.length, 'file');
    deletion.notice = notices.say(`Deleted ${what} from ${context.name}`, {
      action: { label: 'Undo', run: () => this.undo(deletion) },
      life: TIME_TO_UNDO,
    });
    this.changed();
  }

  undo(deletion) {
    if (this.waiting.delete(deletion)) {
      clearTimeout(deletion.timer);
      deletion.files.forEach(({ id }) => this.gone.delete(id));
      notices.end(deletion.notice);
      this.changed();
    }
  }

  async carryOut(deletion, isLeaving = false) {
    if (!this.waiting.delete(deletion)) {
      return;
    }
    clearTimeout(deletion.timer);
    const { context, files } = deletion;
    const left = [...files];
    const work = async () => {
      for (let file = left.shift(); file; file = left.shift()) {
        await this.remove(context, file, isLeaving);
      }
    };
    await Promise.all(Array.from({ length: isLeaving ? files.length : AT_ONCE }, work));
    await changedIn(context);
    files.forEach(({ id }) => this.gone.delete(id));
    this.changed();
  }

  async remove(context, file, keepalive) {
    try {
      await ask(context, `/files/${encodeURIComponent(file.id)}`, { method: 'DELETE', keepalive });
    } catch (problem) {
      notices.say(`${file.filename} was not deleted: ${problem.message}`, { kind: 'error' });
    }
  }
}

export const deletions = new Deletions();
