import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from './element.js';
import { Follow } from './store.js';
import { count, size, span } from './format.js';
import { icon } from './icon.js';
import { place } from './place.js';
import { uploads } from './uploads.js';

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
        ? html`<button type="button" class="plain" @click=${() => uploads.dismissEnded()}>Clear finished</button>`
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
        (upload) => html`<li class="upload ${upload.state}">
          <div class="line">
            <strong title="${upload.file.name}">${upload.file.name}</strong>
            ${place(upload.context)}
          </div>
          ${['done', 'failed'].includes(upload.state)
            ? nothing
            : html`<progress
                class="${upload.context.accent}"
                max="${Math.max(1, upload.file.size)}"
                .value=${upload.sent}
                aria-label="${upload.file.name}"
              ></progress>`}
          <div class="line">
            <small>${told(upload)}</small>
            <span class="actions">${actions(upload)}</span>
          </div>
        </li>`,
      )}
    </ul>`;
  }
}

function summary(all) {
  const left = all.filter(({ state }) => !['done', 'failed'].includes(state)).length;
  const failed = all.filter(({ state }) => state === 'failed').length;
  if (left) {
    return `Uploading ${count(left, 'file')}`;
  }
  return failed ? `${count(failed, 'file')} not uploaded` : `${count(all.length, 'file')} uploaded`;
}

function told({ state, file, sent, speed, reason, context }) {
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
      return `Paused at ${size(sent)} of ${size(file.size)}`;
    default: {
      const rest = speed > 0 && sent < file.size ? `, ${span((file.size - sent) / speed)} left` : '';
      return `${size(sent)} of ${size(file.size)}${speed > 0 ? ` · ${size(Math.round(speed))}/s${rest}` : ''}`;
    }
  }
}

function actions(upload) {
  const { state, file } = upload;
  const button = (name, picture, act) =>
    html`<button type="button" class="plain small" aria-label="${name} ${file.name}" title="${name}" @click=${act}>
      ${icon(picture)}
    </button>`;
  return html`
    ${upload.canPause && state === 'sending' ? button('Pause', 'pause-fill', () => uploads.pause(upload)) : nothing}
    ${state === 'paused' ? button('Resume', 'play-fill', () => uploads.retry(upload)) : nothing}
    ${state === 'failed' ? button('Retry', 'arrow-clockwise', () => uploads.retry(upload)) : nothing}
    ${['done', 'failed'].includes(state)
      ? button('Dismiss', 'x-lg', () => uploads.dismiss(upload))
      : button('Cancel', 'x-lg', () => uploads.cancel(upload))}
  `;
}

customElements.define('os-uploads', UploadList);
