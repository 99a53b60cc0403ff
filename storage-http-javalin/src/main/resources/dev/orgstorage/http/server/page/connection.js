import { answers } from './api.js';
import { client } from './queries.js';
import { Store } from './store.js';

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

/** Whether the server answers. While it does not, it is asked again, ever more rarely; then everything is asked anew. */
class Connection extends Store {
  lost = false;

  constructor() {
    super();
    answers.addEventListener('unreachable', () => this.lose());
    window.addEventListener('online', () => this.lost && this.look());
  }

  lose() {
    if (!this.lost) {
      this.lost = true;
      this.changed();
      this.lookIn(FIRST_WAIT);
    }
  }

  lookIn(wait) {
    clearTimeout(this.timer);
    this.wait = wait;
    this.timer = setTimeout(() => this.look(), wait);
  }

  async look() {
    try {
      const answer = await fetch('/health/live', { cache: 'no-store' });
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      clearTimeout(this.timer);
      this.lost = false;
      this.changed();
      client.invalidateQueries();
    } catch {
      this.lookIn(Math.min(this.wait * 2, LONGEST_WAIT));
    }
  }
}

export const connection = new Connection();
