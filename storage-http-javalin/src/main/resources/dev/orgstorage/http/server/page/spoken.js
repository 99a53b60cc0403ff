import { html } from 'lit';
import { Element } from './element.js';
import { Follow, Store } from './store.js';

const KEPT = 5;

/** What is written elsewhere on the page, for those who hear it. */
class Spoken extends Store {
  lines = [];

  say(line) {
    this.lines = [...this.lines, line].slice(-KEPT);
    this.changed();
  }
}

export const spoken = new Spoken();

class SpokenElement extends Element {
  follow = new Follow(this, spoken);

  render() {
    return html`<div class="unseen" role="log" aria-live="polite" aria-label="Upload results">
      ${spoken.lines.map((line) => html`<p>${line}</p>`)}
    </div>`;
  }
}

customElements.define('os-spoken', SpokenElement);
