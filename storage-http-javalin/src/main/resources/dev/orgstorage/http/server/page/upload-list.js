import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from './element.js';
import { Follow } from './store.js';
import { count, size, span } from './format.js';
import { icon } from './icon.js';
import { place } from './place.js';
import { uploads } from './uploads.js';

const ENDED = ['done', 'failed'];

/** What goes where, how far it is, and what can be done about it. */
class UploadList extends Element {
  static properties = { folded: { state: true } };

  follow = new Follow(this, uploads);

  render() {
    const { all } = uploads;
    return all.length
      ? html`<section class="uploads" aria-label="Uploads">
          <header>
            <h2>${summary(all)}</h2>
            ${this.buttons(all)}
          </header>
          ${this.folded ? nothing : this.list(all)}
        </section>`
      : nothing;
  }

  buttons(all) {
    return html`
      ${all.some(({ state }) => state === 'done')
        ? html`<button type="button" class="plain" @click=${() => uploads.dismissDone()}>Clear finished</button>`
        : nothing}
      <button
        type="button"
        class="plain small"
        aria-label="${this.folded ? 'Show uploads' : 'Hide uploads'}"
        aria-expanded="${!this.folded}"
        @click=${() => (this.folded = !this.folded)}
      >
        ${icon(this.folded ? 'chevron-up' : 'chevron-down')}
      </button>
    `;
  }

  list(all) {
    return html`<ul>
      ${repeat(
        all,
        ({ id }) => id,
        (upload) => this.one(upload),
      )}
    </ul>`;
  }

  one(upload) {
    const { state, name, context } = upload;
    return html`<li class="upload ${state}" aria-label="${name}">
      <div class="line"><strong title="${name}">${name}</strong> ${place(context)}</div>
      ${ENDED.includes(state) || state === 'interrupted'
        ? nothing
        : html`<progress
            class="${context.accent}"
            max="${Math.max(1, upload.size)}"
            .value=${upload.sent}
            aria-label="Progress of ${name}"
          ></progress>`}
      <div class="line">
        <small>${told(upload)}</small>
        <span class="actions">${actions(upload)}</span>
      </div>
    </li>`;
  }
}

function summary(all) {
  const left = all.filter(({ state }) => !ENDED.includes(state)).length;
  const failed = all.filter(({ state }) => state === 'failed').length;
  if (left) {
    return `Uploading ${count(left, 'file')}`;
  }
  return failed ? `${count(failed, 'file')} not uploaded` : `${count(all.length, 'file')} uploaded`;
}

function told(upload) {
  const { state, sent, speed, reason, context } = upload;
  switch (state) {
    case 'waiting':
      return 'Waiting';
    case 'completing':
      return 'Checking …';
    case 'done':
      return html`${icon('check-circle')} In ${context.name} now`;
    case 'failed':
      return html`${icon('exclamation-triangle')} ${reason}`;
    case 'paused':
      return `Paused at ${size(sent)} of ${size(upload.size)}`;
    case 'interrupted':
      return 'Interrupted. Choose the file again to resume.';
    default: {
      const rest = speed > 0 && sent < upload.size ? `, ${span((upload.size - sent) / speed)} left` : '';
      return `${size(sent)} of ${size(upload.size)}${speed > 0 ? ` · ${size(Math.round(speed))}/s${rest}` : ''}`;
    }
  }
}

function actions(upload) {
  const { state, name } = upload;
  const button = (word, picture, act) =>
    html`<button type="button" class="plain small" aria-label="${word} ${name}" title="${word}" @click=${act}>${icon(picture)}</button>`;
  return html`
    ${upload.canPause && state === 'sending' ? button('Pause', 'pause-fill', () => upload.pause()) : nothing}
    ${state === 'paused' ? button('Resume', 'play-fill', () => uploads.retry(upload)) : nothing}
    ${state === 'failed' ? button('Retry', 'arrow-clockwise', () => uploads.retry(upload)) : nothing}
    ${state === 'interrupted' ? chooser(upload) : nothing}
    ${ENDED.includes(state)
      ? button('Dismiss', 'x-lg', () => uploads.dismiss(upload))
      : button('Cancel', 'x-lg', () => uploads.cancel(upload))}
  `;
}

function chooser(upload) {
  const pick = ({ currentTarget }) => currentTarget.nextElementSibling.click();
  const picked = ({ target }) => target.files[0] && uploads.resume(upload, target.files[0]);
  return html`<button type="button" class="quiet" @click=${pick}>Choose<span class="unseen"> ${upload.name} again</span></button>
    <input type="file" hidden tabindex="-1" aria-label="Same file as ${upload.name}" @change=${picked} />`;
}

customElements.define('os-uploads', UploadList);
