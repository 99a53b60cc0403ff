import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './banner.js';
import './details.js';
import './files.js';
import './notice-list.js';
import './sign-in.js';
import './spoken.js';
import './switcher.js';
import './upload-list.js';
import { client } from './queries.js';
import { Element } from './element.js';
import { forgetLinks } from './links.js';
import { hashOf, route } from './route.js';
import { Follow } from './store.js';
import { icon } from './icon.js';
import { session } from './session.js';
import { uploads } from './uploads.js';

class App extends Element {
  follow = new Follow(this, session, route);

  connectedCallback() {
    super.connectedCallback();
    session.start();
  }

  willUpdate() {
    if (session.state === 'out' && this.wasIn) {
      client.clear();
      forgetLinks();
      uploads.stopAll();
    }
    if (session.state === 'in' && !this.wasIn) {
      uploads.restore(session.contexts);
    }
    this.hasArrived = session.state === 'in' && this.wasIn === false;
    this.wasIn = session.state === 'in';
  }

  updated() {
    if (this.hasArrived) {
      document.getElementById('main')?.focus();
    }
  }

  render() {
    switch (session.state) {
      case 'in':
        return this.inside();
      case 'out':
        return html`<os-banner></os-banner><os-sign-in></os-sign-in>`;
      default:
        return html`<os-banner></os-banner><p class="starting" role="status">One moment …</p>`;
    }
  }

  inside() {
    const context = route.context(session.contexts);
    document.title = `${context.name} · OrgStorage`;
    return html`
      <a class="skip" href="#main" @click=${this.skip}>Skip to the files</a>
      <os-banner></os-banner>
      <div class="frame ${context.accent}">
        ${this.top()}
        <os-switcher .current=${context}></os-switcher>
        ${repeat(
          [context],
          ({ key }) => key,
          () => html`<os-files .context=${context}></os-files>`,
        )}
      </div>
      ${route.file ? html`<os-details .context=${context} .file=${route.file}></os-details>` : nothing}
      <div class="corner">${route.file ? nothing : html`<os-notices></os-notices>`}<os-uploads></os-uploads></div>
      <os-spoken></os-spoken>
    `;
  }

  top() {
    return html`<header class="top">
      <a class="brand" href="${hashOf(session.contexts[0])}"><span class="mark" aria-hidden="true"></span>OrgStorage</a>
      <span class="who"><span class="unseen">Signed in as</span> ${session.user}</span>
      <button class="plain" type="button" @click=${() => session.signOut()}>${icon('box-arrow-right')} Sign out</button>
    </header>`;
  }

  /** Not by the fragment, which says where we are. */
  skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }
}

customElements.define('os-app', App);
