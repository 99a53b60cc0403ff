import { html } from 'lit';
import { Element } from './element.js';
import { icon } from './icon.js';
import { kindOf, previewOf } from './kinds.js';
import { linkTo } from './links.js';

const LONGEST_TEXT = 64 * 1024;

/** How a file looks, or sounds, straight from the bucket. */
class Preview extends Element {
  static properties = { context: { attribute: false }, file: { attribute: false }, url: { state: true }, text: { state: true }, failed: { state: true } };

  willUpdate(changes) {
    if (changes.has('file') && changes.get('file')?.id !== this.file.id) {
      Object.assign(this, { url: null, text: null, failed: false });
      this.load();
    }
  }

  async load() {
    const kind = previewOf(this.file);
    if (kind) {
      const url = await linkTo(this.context, this.file.id);
      this.failed = url === null;
      this.text = url && kind === 'text' ? await beginning(url).catch(() => null) : null;
      this.failed ||= kind === 'text' && this.text === null;
      this.url = url;
    }
  }

  render() {
    const kind = previewOf(this.file);
    if (!kind || this.failed) {
      return html`<div class="preview none">
        <span class="kind-${kindOf(this.file).name}">${icon(kindOf(this.file).icon)}</span>
        <p>${this.failed ? 'It cannot be shown now.' : 'There is no preview of this type.'}</p>
      </div>`;
    }
    return this.url ? html`<div class="preview ${kind}">${this.shown(kind)}</div>` : html`<div class="preview waiting" role="status">Loading the preview …</div>`;
  }

  shown(kind) {
    const { url, file } = this;
    const failed = () => (this.failed = true);
    switch (kind) {
      case 'image':
        return html`<img src="${url}" alt="${file.filename}" @error=${failed} />`;
      case 'pdf':
        return html`<iframe src="${url}" title="${file.filename}"></iframe>`;
      case 'audio':
        return html`<audio src="${url}" controls preload="metadata" aria-label="${file.filename}" @error=${failed}></audio>`;
      case 'video':
        return html`<video src="${url}" controls preload="metadata" aria-label="${file.filename}" @error=${failed}></video>`;
      default:
        return html`<pre tabindex="0" aria-label="${file.filename}">${this.text}</pre>`;
    }
  }
}

/** The rest of a long text is not asked for. */
async function beginning(url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    text += value;
    if (text.length > LONGEST_TEXT) {
      reader.cancel();
      return `${text.slice(0, LONGEST_TEXT)}\n…`;
    }
  }
  return text;
}

customElements.define('os-preview', Preview);
