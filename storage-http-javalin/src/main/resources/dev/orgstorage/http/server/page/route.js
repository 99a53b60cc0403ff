import { PERSONAL, organization } from './contexts.js';
import { Store } from './store.js';

/** Where this tab is: its fragment says context and file, so that no other tab can change it. */
class Route extends Store {
  constructor() {
    super();
    window.addEventListener('hashchange', () => this.changed());
  }

  /** The context, by what is known of the user's contexts. */
  context(contexts) {
    const { id } = this.parts;
    return contexts.find((context) => context.id === id) ?? (id === null ? PERSONAL : organization(id));
  }

  /** The id of the file that is looked at, if any. */
  get file() {
    return this.parts.file;
  }

  get parts() {
    const [, kind, ...rest] = location.hash.split('/');
    const isOrganization = kind === 'org' && Boolean(rest[0]);
    const [word, file] = isOrganization ? rest.slice(1) : rest;
    return { id: isOrganization ? decoded(rest[0]) : null, file: word === 'file' && file ? decoded(file) : null };
  }

  go(hash) {
    location.hash = hash;
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const route = new Route();

export const hashOf = (context) => (context.id === null ? '#/personal' : `#/org/${encodeURIComponent(context.id)}`);

export const hashOfFile = (context, id) => `${hashOf(context)}/file/${encodeURIComponent(id)}`;
