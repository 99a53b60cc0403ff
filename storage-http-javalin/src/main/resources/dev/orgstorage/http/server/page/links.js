import { ask } from './api.js';

const MOST = 100;
const MARGIN = 30000;

const known = new Map();
let wanted = new Map();

/** A short signed URL to show a file; those that are wanted within a frame are asked for together. */
export function linkTo(context, id) {
  const key = `${context.key} ${id}`;
  const link = known.get(key);
  if (link && link.until > Date.now()) {
    return link.url;
  }
  const asked = Promise.withResolvers();
  known.set(key, { url: asked.promise, until: Date.now() + MARGIN });
  if (!wanted.size) {
    requestAnimationFrame(askForAll);
  }
  const batch = wanted.get(context.key) ?? { context, links: [] };
  batch.links.push({ key, id, asked });
  wanted.set(context.key, batch);
  return asked.promise;
}

/** What somebody else may see, nobody finds here any more. */
export const forgetLinks = () => known.clear();

function askForAll() {
  const batches = [...wanted.values()];
  wanted = new Map();
  for (const { context, links } of batches) {
    for (let at = 0; at < links.length; at += MOST) {
      askFor(context, links.slice(at, at + MOST));
    }
  }
}

async function askFor(context, links) {
  try {
    const ids = links.map(({ id }) => id);
    const json = { ids, disposition: 'inline' };
    const { files, expiresIn } = await ask(context, '/download-urls', { method: 'POST', json });
    const urls = new Map(files.map(({ id, downloadUrl }) => [id, downloadUrl]));
    for (const { key, id, asked } of links) {
      known.set(key, { url: asked.promise, until: Date.now() + expiresIn * 1000 - MARGIN });
      asked.resolve(urls.get(id) ?? null);
    }
  } catch {
    for (const { key, asked } of links) {
      known.delete(key);
      asked.resolve(null);
    }
  }
}
