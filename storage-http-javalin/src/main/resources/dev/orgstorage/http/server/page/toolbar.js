import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { Element } from './element.js';
import { Follow } from './store.js';
import { filters } from './kinds.js';
import { icon } from './icon.js';
import { view } from './view.js';

const PAUSE = 250;

/** What is looked for, and how it is shown. */
class Toolbar extends Element {
  static properties = { filter: { attribute: false } };

  follow = new Follow(this, view);

  connectedCallback() {
    super.connectedCallback();
    this.slash = (event) => this.focusSearch(event);
    window.addEventListener('keydown', this.slash);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.slash);
    clearTimeout(this.timer);
  }

  render() {
    return html`<div class="toolbar">
      <form role="search" class="search" @submit=${(event) => event.preventDefault()}>
        ${icon('search')}
        <input
          type="search"
          aria-label="Search files"
          aria-keyshortcuts="/"
          placeholder="Search"
          maxlength="200"
          .value=${live(this.filter.q)}
          @input=${this.search}
        />
      </form>
      <select aria-label="Type of files" @change=${({ target }) => this.tell({ type: target.value })}>
        ${filters.map(({ label, type }) => html`<option value="${type}" ?selected=${type === this.filter.type}>${label}</option>`)}
      </select>
      <div class="views" role="group" aria-label="View">${this.choice('grid', 'grid', 'Grid')} ${this.choice('table', 'list-ul', 'Table')}</div>
    </div>`;
  }

  choice(name, picture, label) {
    return html`<button type="button" class="plain" aria-label="${label}" aria-pressed="${view.name === name}" @click=${() => view.become(name)}>
      ${icon(picture)}
    </button>`;
  }

  search({ target }) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell({ q: target.value.trim() }), PAUSE);
  }

  tell(change) {
    this.dispatchEvent(new CustomEvent('filter', { detail: { ...this.filter, ...change } }));
  }

  focusSearch(event) {
    const isTyping = event.target.closest?.('input, textarea, select, dialog');
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.querySelector('input').focus();
    }
  }
}

customElements.define('os-toolbar', Toolbar);
