import { ask } from './api.js';
import { notices } from './notices.js';

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

function save(url) {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
