import { html } from 'lit';
import { Element } from './element.js';
import { Follow } from './store.js';
import { hashOf } from './route.js';
import { icon as iconOf } from './contexts.js';
import { icon } from './icon.js';
import { session } from './session.js';

/** Where one may be, and is: by colour, icon and words. */
class Switcher extends Element {
  static properties = { current: { attribute: false } };

  follow = new Follow(this, session);

  render() {
    return html`<nav class="switcher" aria-label="Contexts">
      <ul>
        ${session.contexts.map((context) => this.entry(context))}
      </ul>
    </nav>`;
  }

  /** On a phone they stand in a row that may be longer than the screen. */
  updated(changes) {
    if (changes.has('current')) {
      this.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  entry(context) {
    const isCurrent = context.key === this.current.key;
    return html`<li>
      <a class="${context.accent}" href="${hashOf(context)}" aria-current="${isCurrent ? 'page' : 'false'}">
        <span class="tile">${icon(iconOf(context))}</span>
        <span class="words">
          <strong>${context.name}</strong>
          <small>${context.id === null ? 'only you' : context.role}</small>
        </span>
      </a>
    </li>`;
  }
}

customElements.define('os-switcher', Switcher);
