import { html, nothing } from 'lit';
import { Element } from './element.js';
import { Follow } from './store.js';
import { icon } from './icon.js';
import { session } from './session.js';

class SignIn extends Element {
  static properties = { problem: { state: true }, busy: { state: true } };

  follow = new Follow(this, session);

  render() {
    return html`<main class="sign-in" id="main" tabindex="-1">
      <span class="mark large" aria-hidden="true"></span>
      <h1>Sign in to OrgStorage</h1>
      ${this.reason()} ${session.users.length ? this.people() : this.field()}
    </main>`;
  }

  reason() {
    const reason = this.problem ?? session.reason;
    return html`<div role="alert">${reason ? html`<p class="refusal">${icon('exclamation-triangle')} ${reason}</p>` : nothing}</div>`;
  }

  people() {
    return html`
      <p>This server runs on your machine alone. Look around as one of these people:</p>
      <ul class="people" aria-label="Sample users">
        ${session.users.map(
          (user) => html`<li>
            <button type="button" ?disabled=${this.busy} @click=${() => this.enter(() => session.signInAs(user))}>
              <span class="initial" aria-hidden="true">${user.name[0]}</span>
              <span>
                <strong>${user.name}</strong>
                <small>${rolesOf(user)}</small>
              </span>
            </button>
          </li>`,
        )}
      </ul>
      <details>
        <summary>Use a token</summary>
        ${this.field()}
      </details>
    `;
  }

  field() {
    return html`${session.cookies
        ? html`<p>You are not signed in where this server looks. Sign in there and load this page again, or bring a token.</p>`
        : nothing}
      <form class="token" @submit=${this.submit}>
      <label for="token">Token</label>
      <textarea id="token" name="token" rows="3" required autocomplete="off" spellcheck="false" aria-describedby="token-help"></textarea>
      <small id="token-help">From your identity provider, or from <code>./run token --user ann</code>. It stays in this tab.</small>
      <button type="submit" ?disabled=${this.busy}>Sign in</button>
    </form>`;
  }

  submit(event) {
    event.preventDefault();
    const text = new FormData(event.target).get('token').trim();
    this.enter(() => session.signInWith(text));
  }

  async enter(way) {
    this.busy = true;
    this.problem = null;
    try {
      await way();
    } catch (problem) {
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

function rolesOf({ organizations }) {
  return organizations.length
    ? organizations.map(({ name, role }) => `${role} of ${name}`).join(', ')
    : 'a member of no organization';
}

customElements.define('os-sign-in', SignIn);
