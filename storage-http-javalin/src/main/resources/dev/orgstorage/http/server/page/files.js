import { InfiniteQueryObserver } from '@tanstack/query-core';
import { html, nothing } from 'lit';
import './file-list.js';
import './toolbar.js';
import './upload-area.js';
import { Element } from './element.js';
import { Follow } from './store.js';
import { Watch, filesQuery } from './queries.js';
import { deletions } from './deletions.js';
import { hashOf } from './route.js';
import { icon as iconOf, may, whose } from './contexts.js';
import { icon } from './icon.js';
import { session } from './session.js';

/** The files of a context: an element of its own for each. */
class Files extends Element {
  static properties = { context: { attribute: false }, filter: { state: true } };

  follow = new Follow(this, deletions);

  constructor() {
    super();
    this.filter = { q: '', type: '' };
  }

  connectedCallback() {
    this.watch ??= new Watch(this, InfiniteQueryObserver, () => filesQuery(this.context, this.filter));
    super.connectedCallback();
    window.scrollTo(0, 0);
  }

  render() {
    const { context } = this;
    const { result } = this.watch;
    if (result.error?.code === 'not_a_member') {
      return html`<main class="files" id="main" tabindex="-1">${this.notAMember()}</main>`;
    }
    return html`<main class="files" id="main" tabindex="-1">
      <header class="where">
        <span class="tile">${icon(iconOf(context))}</span>
        <div>
          <h1>${context.name}</h1>
          <p>${whose(context)} ${rights(context)}</p>
        </div>
      </header>
      ${may.upload(context) ? html`<os-upload-area .context=${context}></os-upload-area>` : nothing}
      <os-toolbar .filter=${this.filter} @filter=${({ detail }) => (this.filter = detail)}></os-toolbar>
      ${this.content(result)}
    </main>`;
  }

  content(result) {
    if (result.data) {
      return this.list(result);
    }
    return result.isError ? this.failure(result) : skeletons();
  }

  list({ data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }) {
    const files = data.pages.flatMap((page) => page.files).filter(({ id }) => !deletions.gone.has(id));
    if (!files.length && !hasNextPage) {
      return this.nothingHere();
    }
    return html`<os-file-list
      .context=${this.context}
      .files=${files}
      .more=${hasNextPage}
      .loading=${isFetchingNextPage}
      .failed=${isFetchNextPageError}
      @more=${() => fetchNextPage()}
    ></os-file-list>`;
  }

  nothingHere() {
    const { q, type } = this.filter;
    if (q || type) {
      return html`<div class="state">
        ${icon('search')}
        <h2>Nothing found in ${this.context.name}</h2>
        <p>No file matches${q ? html` “${q}”` : ' this type'}.</p>
        <button type="button" class="quiet" @click=${() => (this.filter = { q: '', type: '' })}>Show all files</button>
      </div>`;
    }
    return html`<div class="state">
      ${icon('folder2-open')}
      <h2>No files in ${this.context.name} yet</h2>
      <p>${may.upload(this.context) ? 'Drop some anywhere on this page, paste them, or choose them above.' : 'Its members upload them.'}</p>
    </div>`;
  }

  notAMember() {
    return html`<div class="state" role="alert">
      ${icon('lock')}
      <h2>You are not a member of ${this.context.name}</h2>
      <p>Its files are for its members alone. Whoever runs it can invite you.</p>
      <a class="button" href="${hashOf(session.contexts[0])}">Go to your personal files</a>
    </div>`;
  }

  failure({ error, refetch, isFetching }) {
    return html`<div class="state" role="alert">
      ${icon('exclamation-triangle')}
      <h2>The files could not be loaded</h2>
      <p>${error.message}</p>
      <button type="button" ?disabled=${isFetching} @click=${() => refetch()}>Try again</button>
    </div>`;
  }
}

const RIGHTS = {
  viewer: 'You can look at them.',
  member: 'You can upload, and change what you uploaded.',
  admin: 'You can change all of them.',
  owner: 'You can change all of them.',
};

const rights = ({ id, role }) => (id === null ? '' : (RIGHTS[role] ?? ''));

function skeletons() {
  return html`<div class="grid" role="status" aria-label="Loading files">
    ${Array.from({ length: 8 }, () => html`<div class="card skeleton"><span class="thumbnail"></span><span></span><span></span></div>`)}
  </div>`;
}

customElements.define('os-files', Files);
