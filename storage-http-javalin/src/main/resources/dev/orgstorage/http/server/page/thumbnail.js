import { html } from 'lit';
import { Element } from './element.js';
import { icon } from './icon.js';
import { isPicture, kindOf } from './kinds.js';
import { linkTo } from './links.js';

const AHEAD = '200px';

/** A picture of a file, asked for when it comes into sight; an icon of its kind where there is none. */
class Thumbnail extends Element {
  static properties = { context: { attribute: false }, file: { attribute: false }, url: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.sight = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.load(), {
      rootMargin: AHEAD,
    });
    this.sight.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sight.disconnect();
  }

  async load() {
    this.sight.disconnect();
    if (isPicture(this.file)) {
      this.url = await linkTo(this.context, this.file.id);
    }
  }

  render() {
    const { name } = kindOf(this.file);
    return this.url
      ? html`<img class="thumbnail" src="${this.url}" alt="" decoding="async" @error=${() => (this.url = null)} />`
      : html`<span class="thumbnail kind-${name}">${icon(kindOf(this.file).icon)}</span>`;
  }
}

customElements.define('os-thumbnail', Thumbnail);
