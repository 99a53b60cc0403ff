import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import './thumbnail.js';
import { Element } from './element.js';
import { Follow } from './store.js';
import { count, day, moment, size } from './format.js';
import { deletions } from './deletions.js';
import { download } from './download.js';
import { hashOfFile } from './route.js';
import { icon } from './icon.js';
import { kindOf } from './kinds.js';
import { may } from './contexts.js';
import { moved } from './keys.js';
import { place } from './place.js';
import { session } from './session.js';
import { view } from './view.js';

/** Files as a grid or a table, to walk through, select and open. */
class FileList extends Element {
  static properties = {
    context: { attribute: false },
    files: { attribute: false },
    more: { attribute: false },
    loading: { attribute: false },
    failed: { attribute: false },
    chosen: { state: true },
    at: { state: true },
  };

  follow = new Follow(this, view);

  constructor() {
    super();
    this.chosen = new Set();
    this.at = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.end = new IntersectionObserver(
      (entries) => entries.at(-1).isIntersecting && this.more && !this.loading && !this.failed && this.askForMore(),
      { rootMargin: '400px' },
    );
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end.disconnect();
  }

  willUpdate() {
    const there = new Set(this.files.map(({ id }) => id));
    if ([...this.chosen].some((id) => !there.has(id))) {
      this.chosen = new Set([...this.chosen].filter((id) => there.has(id)));
    }
    if (!there.has(this.at)) {
      this.at = this.files[0]?.id ?? null;
    }
  }

  /** Looked at anew after each page: the end may still be in sight. */
  updated() {
    this.end.disconnect();
    this.end.observe(this.querySelector('.end'));
    if (this.refocus) {
      this.refocus = false;
      this.focusOn(this.at);
    }
  }

  render() {
    return html`
      ${this.bar()}
      <div class="walk" @keydown=${this.key}>${view.name === 'table' ? this.table() : this.grid()}</div>
      <div class="end">
        ${this.more
          ? html`<button type="button" class="quiet" aria-busy="${this.loading}" @click=${this.askForMore}>
              ${this.failed ? 'Could not be loaded; try again' : this.loading ? 'Loading …' : 'Load more'}
            </button>`
          : html`<p>${count(this.files.length, 'file')}</p>`}
        <p class="hint"><kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> opens, <kbd>Space</kbd> selects, <kbd>Delete</kbd> deletes, <kbd>/</kbd> searches</p>
      </div>
    `;
  }

  bar() {
    const files = this.files.filter(({ id }) => this.chosen.has(id));
    const mine = files.filter((file) => may.change(this.context, file, session.user));
    return files.length
      ? html`<div class="bar" role="region" aria-label="Selection">
          <strong>${count(files.length, 'file')} selected</strong>
          <button type="button" class="quiet" @click=${() => download(this.context, files)}>${icon('download')} Download</button>
          ${mine.length
            ? html`<button type="button" class="quiet danger" @click=${() => this.discard(mine)}>
                ${icon('trash3')} Delete ${mine.length < files.length ? `${mine.length} of them` : ''}
              </button>`
            : nothing}
          <button type="button" class="plain" @click=${() => (this.chosen = new Set())}>Select none</button>
        </div>`
      : nothing;
  }

  grid() {
    return html`<ul class="grid" aria-label="Files in ${this.context.name}">
      ${repeat(
        this.files,
        ({ id }) => id,
        (file) => html`<li class="card ${this.chosen.has(file.id) ? 'chosen' : ''}">
          <os-thumbnail .context=${this.context} .file=${file}></os-thumbnail>
          ${this.opener(file)} ${this.check(file)}
          <small class="about">${size(file.size)} · ${day(file.createdAt)}</small>
          ${place(this.context)}
        </li>`,
      )}
    </ul>`;
  }

  table() {
    const all = this.files.length === this.chosen.size;
    return html`<table aria-label="Files in ${this.context.name}">
      <thead>
        <tr>
          <th scope="col" class="tick">
            <input type="checkbox" aria-label="Select all" .checked=${all} .indeterminate=${!all && this.chosen.size > 0} @change=${this.chooseAll} />
          </th>
          <th scope="col">Name</th>
          <th scope="col">Lives in</th>
          <th scope="col" class="wide">Uploaded by</th>
          <th scope="col" class="number">Size</th>
          <th scope="col" class="wide">Added</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          this.files,
          ({ id }) => id,
          (file) => html`<tr class="${this.chosen.has(file.id) ? 'chosen' : ''}">
            <td class="tick">${this.check(file)}</td>
            <th scope="row"><span class="kind-${kindOf(file).name}">${icon(kindOf(file).icon)}</span>${this.opener(file)}</th>
            <td>${place(this.context)}</td>
            <td class="wide">${file.uploadedBy ?? 'a former user'}</td>
            <td class="number">${size(file.size)}</td>
            <td class="wide"><time datetime="${file.createdAt}" title="${moment(file.createdAt)}">${day(file.createdAt)}</time></td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** One of them at a time is in the order of tabs; arrows lead to the others. */
  opener(file) {
    return html`<a
      class="opener"
      dir="auto"
      data-id="${file.id}"
      href="${hashOfFile(this.context, file.id)}"
      title="${file.filename}"
      tabindex="${file.id === this.at ? 0 : -1}"
      aria-keyshortcuts="Enter Space Delete"
      @focus=${() => (this.at = file.id)}
      >${file.filename}</a
    >`;
  }

  check(file) {
    return html`<input
      type="checkbox"
      tabindex="-1"
      aria-label="Select ${file.filename}"
      .checked=${this.chosen.has(file.id)}
      @change=${() => this.choose(file.id)}
    />`;
  }

  choose(id) {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) {
      chosen.add(id);
    }
    this.chosen = chosen;
  }

  chooseAll({ target }) {
    this.chosen = new Set(target.checked ? this.files.map(({ id }) => id) : []);
  }

  key(event) {
    const file = this.files.find(({ id }) => id === event.target.dataset?.id);
    if (!file) {
      return;
    }
    const next = moved(event.key, event.target, [...this.querySelectorAll('.opener')]);
    if (next) {
      next.focus();
    } else if (event.key === ' ') {
      this.choose(file.id);
    } else if (event.key === 'Delete') {
      this.removeFrom(file);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      this.chosen = new Set(this.files.map(({ id }) => id));
    } else if (event.key === 'Escape') {
      this.chosen = new Set();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The chosen ones, or the one that is in focus. */
  removeFrom(file) {
    const meant = this.chosen.has(file.id) ? this.files.filter(({ id }) => this.chosen.has(id)) : [file];
    const mine = meant.filter((each) => may.change(this.context, each, session.user));
    if (mine.length) {
      const going = new Set(mine.map(({ id }) => id));
      const place = this.files.indexOf(file);
      const stays = ({ id }) => !going.has(id);
      this.at = (this.files.slice(place).find(stays) ?? this.files.slice(0, place).findLast(stays))?.id ?? null;
      this.refocus = this.at !== null;
      if (!this.refocus) {
        document.getElementById('main').focus();
      }
      this.discard(mine);
    }
  }

  discard(files) {
    deletions.begin(this.context, files);
  }

  focusOn(id) {
    this.querySelector(`.opener[data-id="${CSS.escape(String(id))}"]`)?.focus();
  }

  askForMore() {
    this.dispatchEvent(new Event('more'));
  }
}

customElements.define('os-file-list', FileList);
