import { ask } from './api.js';
import { notices } from './notices.js';

const LONGEST_WAIT = 60000;

/** A URL to save a file by, for whoever has it, and for how many seconds. */
export const signed = (context, { id }) => ask(context, '/download-url', { method: 'POST', json: { id } });

/** Saves files, one after the other. */
export async function download(context, files) {
  for (const file of files) {
    try {
      const { downloadUrl } = await signed(context, file);
      save(downloadUrl);
    } catch (problem) {
      notices.say(`${file.filename} cannot be downloaded: ${problem.message}`, { kind: 'error' });
    }
  }
}

/** In a frame of its own: followed like a link, it would end the one before as long as that waits for its answer. */
function save(url) {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = url;
  document.body.append(frame);
  setTimeout(() => frame.remove(), LONGEST_WAIT);
}
