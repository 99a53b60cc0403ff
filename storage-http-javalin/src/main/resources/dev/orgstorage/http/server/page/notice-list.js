import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from './element.js';
import { Follow } from './store.js';
import { icon } from './icon.js';
import { notices } from './notices.js';

class NoticeList extends Element {
  follow = new Follow(this, notices);

  render() {
    return html`<div class="notices" role="status" aria-label="Messages">
      ${repeat(
        notices.all,
        ({ id }) => id,
        (notice) => this.one(notice),
      )}
    </div>`;
  }

  one(notice) {
    const { text, kind, action } = notice;
    return html`<div class="notice ${kind}">
      <span>${text}</span>
      ${action ? html`<button type="button" @click=${action.run}>${action.label}</button>` : nothing}
      <button type="button" class="plain small" aria-label="Close message" @click=${() => notices.end(notice)}>${icon('x-lg')}</button>
    </div>`;
  }
}

customElements.define('os-notices', NoticeList);
