import { QueryObserver } from '@tanstack/query-core';
import { html, nothing } from 'lit';
import './preview.js';
import { ask } from './api.js';
import { Element } from './element.js';
import { Watch, changedIn, fileQuery } from './queries.js';
import { copy } from './copy.js';
import { deletions } from './deletions.js';
import { download, signed } from './download.js';
import { exactSize, moment, lifetime } from './format.js';
import { hashOf, hashOfFile, route } from './route.js';
import { icon } from './icon.js';
import { may } from './contexts.js';
import { notices } from './notices.js';
import { place } from './place.js';
import { session } from './session.js';

/** One file: what it is, how it looks, and what can be done with it. Its address can be passed on. */
class Details extends Element {
  static properties = {
    context: { attribute: false },
    file: { attribute: false },
    renaming: { state: true },
    refusal: { state: true },
  };

  connectedCallback() {
    this.watch ??= new Watch(this, QueryObserver, () => fileQuery(this.context, this.file));
    this.opener = document.activeElement;
    super.connectedCallback();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.opener?.focus?.();
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  render() {
    const { data, isError, error } = this.watch.result;
    const file = data && !deletions.gone.has(data.id) ? data : null;
    const isGone = !file && (isError || data);
    return html`<dialog class="details ${this.context.accent}" aria-label="${data?.filename ?? 'File'}" @close=${this.leave} @cancel=${this.cancel} @click=${this.outside}>
      <div class="sheet">
        <header>${file ? this.title(file) : html`<h2>${isGone ? 'Not here' : 'One moment …'}</h2>`} ${this.closer()}</header>
        ${file ? this.content(file) : isGone ? this.absence(error) : nothing}
      </div>
      <div class="corner"><os-notices></os-notices></div>
    </dialog>`;
  }

  absence(error) {
    const isNotThere = !error || error.status === 404;
    return html`<p role="alert">${isNotThere ? `There is no such file in ${this.context.name}, or not any more.` : error.message}</p>`;
  }

  title(file) {
    return this.renaming ? this.renameForm(file) : html`<h2 dir="auto">${file.filename}</h2>`;
  }

  content(file) {
    return html`
      <os-preview .context=${this.context} .file=${file}></os-preview>
      <div class="actions">${this.actions(file)}</div>
      ${this.facts(file)}
    `;
  }

  closer() {
    return html`<button type="button" class="plain small" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>
      ${icon('x-lg')}
    </button>`;
  }

  actions(file) {
    const changes = may.change(this.context, file, session.user);
    return html`
      <button type="button" @click=${() => download(this.context, [file])}>${icon('download')} Download</button>
      <button type="button" class="quiet" @click=${() => this.copyLink(file)}>${icon('link-45deg')} Copy link</button>
      <button type="button" class="quiet" @click=${() => this.copyTemporaryLink(file)}>${icon('key')} Copy temporary link</button>
      ${changes
        ? html`<button type="button" class="quiet renamer" @click=${() => (this.renaming = true)}>${icon('pencil')} Rename</button>
            <button type="button" class="quiet danger" @click=${() => this.discard(file)}>${icon('trash3')} Delete</button>`
        : nothing}
    `;
  }

  facts(file) {
    const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
    return html`<dl>
      ${fact('Lives in', place(this.context))} ${fact('Type', file.mimeType)} ${fact('Size', exactSize(file.size))}
      ${fact('Uploaded by', file.uploadedBy === session.user ? `${file.uploadedBy} (you)` : (file.uploadedBy ?? 'a former user'))}
      ${fact('Added', moment(file.createdAt))} ${fact('Changed', moment(file.updatedAt))}
      ${fact('SHA-256', file.checksumSha256 ? html`<code>${file.checksumSha256}</code>` : 'not promised')}
    </dl>`;
  }

  renameForm(file) {
    return html`<form class="rename" @submit=${(event) => this.rename(event, file)}>
      <label for="new-name">New name</label>
      <input id="new-name" name="name" required maxlength="255" autocomplete="off" .value=${file.filename} aria-describedby="rename-refusal" />
      <p id="rename-refusal" role="alert">${this.refusal ?? nothing}</p>
      <button type="submit">Save</button>
      <button type="button" class="quiet" @click=${this.stopRenaming}>Cancel</button>
    </form>`;
  }

  updated(changes) {
    if (changes.has('renaming') && !this.renaming) {
      this.querySelector('.renamer')?.focus();
    } else if (changes.has('renaming')) {
      const field = this.querySelector('#new-name');
      const dot = field.value.lastIndexOf('.');
      field.focus();
      field.setSelectionRange(0, dot > 0 ? dot : field.value.length);
    }
  }

  async rename(event, file) {
    event.preventDefault();
    const fileName = new FormData(event.target).get('name').trim();
    try {
      await ask(this.context, `/files/${encodeURIComponent(file.id)}`, { method: 'PATCH', json: { fileName } });
      await changedIn(this.context);
      this.stopRenaming();
      notices.say(`It is called ${fileName} now`);
    } catch (problem) {
      this.refusal = problem.message;
    }
  }

  stopRenaming() {
    Object.assign(this, { renaming: false, refusal: null });
  }

  discard(file) {
    deletions.begin(this.context, [file]);
    this.querySelector('dialog').close();
  }

  copyLink(file) {
    const link = new URL(hashOfFile(this.context, file.id), location.href).href;
    const who = this.context.id === null ? 'you alone' : `members of ${this.context.name}`;
    copy(Promise.resolve(link), () => `Link copied. It opens this file for ${who}, as long as the file is there.`);
  }

  copyTemporaryLink(file) {
    let life = '';
    const url = signed(this.context, file).then(({ downloadUrl, expiresIn }) => {
      life = lifetime(expiresIn);
      return downloadUrl;
    });
    copy(url, () => `Temporary link copied. Anybody who has it can download the file for ${life}.`);
  }

  /** Beside the sheet. */
  outside({ target }) {
    if (target.localName === 'dialog') {
      target.close();
    }
  }

  /** Escape ends what was begun last. */
  cancel(event) {
    if (this.renaming) {
      event.preventDefault();
      this.stopRenaming();
    }
  }

  leave() {
    if (route.file === this.file) {
      route.go(hashOf(this.context));
    }
  }
}

customElements.define('os-details', Details);
