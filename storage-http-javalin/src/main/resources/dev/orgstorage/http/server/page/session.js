import { answers, ask, send } from './api.js';
import { PERSONAL, contextsOf } from './contexts.js';
import { deletions } from './deletions.js';
import { Store } from './store.js';
import { token } from './token.js';

const NAMES = 'orgstorage.names';
const AGAIN = 3000;

/** Who this tab is: `starting`, `out` or `in`. */
class Session extends Store {
  state = 'starting';
  users = [];
  cookies = false;
  user = null;
  contexts = [PERSONAL];
  reason = null;

  constructor() {
    super();
    answers.addEventListener('unauthenticated', () => this.expired());
  }

  async start() {
    try {
      const { users, cookies } = await send('/sign-in');
      Object.assign(this, { users, cookies });
      if (token.get() || cookies) {
        await this.arrive();
      } else {
        this.leave(null);
      }
    } catch (problem) {
      if (problem.isPassing) {
        setTimeout(() => this.start(), AGAIN);
      } else if (this.state === 'starting') {
        this.leave(problem.message);
      }
    }
  }

  /** As a sample user. */
  async signInAs({ id, organizations }) {
    const answer = await send('/sign-in', { method: 'POST', json: { user: id } });
    const names = Object.fromEntries(organizations.map((each) => [each.id, each.name]));
    sessionStorage.setItem(NAMES, JSON.stringify(names));
    await this.signInWith(answer.token);
  }

  /** A terminal may have broken the token into lines. */
  async signInWith(text) {
    const whole = text.replace(/\s/g, '');
    if (!/^[!-~]+$/.test(whole)) {
      throw new Error('This is no token: it has letters that no token has. Copy it again.');
    }
    token.set(whole);
    try {
      await this.arrive();
    } catch (problem) {
      token.forget();
      throw problem;
    }
  }

  async arrive() {
    const me = await ask(PERSONAL, '/context');
    const names = JSON.parse(sessionStorage.getItem(NAMES) ?? '{}');
    Object.assign(this, { state: 'in', user: me.user, contexts: contextsOf(me, names), reason: null });
    this.changed();
  }

  signOut() {
    deletions.carryOutAll();
    this.leave(null);
  }

  expired() {
    const wasIn = this.state === 'in';
    this.leave(wasIn ? 'Your session is over. Sign in again.' : this.reason);
  }

  leave(reason) {
    token.forget();
    sessionStorage.removeItem(NAMES);
    Object.assign(this, { state: 'out', user: null, contexts: [PERSONAL], reason });
    this.changed();
  }
}

export const session = new Session();
