import { html, nothing } from 'lit';
import { Element } from './element.js';
import { dropped } from './dropped.js';
import { icon } from './icon.js';
import { place } from './place.js';
import { uploads } from './uploads.js';

/** Takes files, picked, pasted, or dropped anywhere on the page, and says where they will go. */
class UploadArea extends Element {
  static properties = { context: { attribute: false }, dragging: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    window.addEventListener('dragenter', (event) => this.drag(event), { signal });
    window.addEventListener('dragover', (event) => this.drag(event), { signal });
    window.addEventListener('dragleave', (event) => event.relatedTarget ?? (this.dragging = false), { signal });
    window.addEventListener('drop', (event) => this.drop(event), { signal });
    window.addEventListener('paste', (event) => this.paste(event), { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening.abort();
  }

  render() {
    const { name } = this.context;
    return html`
      <section class="area" aria-label="Upload to ${name}">
        ${icon('cloud-arrow-up')}
        <p>
          <strong>Drop files anywhere, or paste them</strong>
          <small>They go to ${place(this.context)}</small>
        </p>
        <button type="button" @click=${this.pick}>${icon('upload')} <span>Upload to ${name}</span></button>
        <input type="file" multiple hidden tabindex="-1" aria-label="Files for ${name}" @change=${this.picked} />
      </section>
      ${this.dragging ? this.target() : nothing}
    `;
  }

  target() {
    return html`<div class="target">
      <p>${icon('cloud-arrow-up')} Drop to upload to ${place(this.context)}</p>
    </div>`;
  }

  pick() {
    this.querySelector('input').click();
  }

  picked({ target }) {
    this.take(target.files);
    target.value = '';
  }

  drag(event) {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.dragging = true;
    }
  }

  /** Where it goes is settled before folders are read. */
  async drop(event) {
    this.dragging = false;
    const { context } = this;
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      uploads.add(context, await dropped(event.dataTransfer));
    }
  }

  paste(event) {
    const files = event.clipboardData?.files ?? [];
    if (files.length && !event.target.closest?.('input, textarea')) {
      event.preventDefault();
      this.take(files);
    }
  }

  take(files) {
    uploads.add(this.context, files);
  }
}

customElements.define('os-upload-area', UploadArea);
