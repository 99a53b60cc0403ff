import { html, nothing } from 'lit';
import { Element } from './element.js';
import { Follow } from './store.js';
import { connection } from './connection.js';
import { icon } from './icon.js';

class Banner extends Element {
  follow = new Follow(this, connection);

  render() {
    return html`<div role="status" class="banner-place">
      ${connection.lost
        ? html`<div class="banner">
            ${icon('wifi-off')}
            <span>The server does not answer. What you see may be old; it comes back by itself.</span>
            <button class="plain" type="button" @click=${() => connection.look()}>Try now</button>
          </div>`
        : nothing}
    </div>`;
  }
}

customElements.define('os-banner', Banner);
