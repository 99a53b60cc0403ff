import { notices } from './notices.js';

const LONG = 30000;

/**
 * Copies a text that may still be on its way. Some browsers copy only what was asked for by a click, and only on pages
 * that came safely; on others the text is shown.
 *
 * @param text a promise
 * @param told what to say, once it is there
 */
export async function copy(text, told) {
  try {
    if (navigator.clipboard) {
      const plain = text.then((it) => new Blob([it], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
      notices.say(told());
    } else {
      notices.say(`Only pages with https may copy. Copy it yourself: ${await text}`, { life: LONG });
    }
  } catch (problem) {
    notices.say(`Nothing was copied: ${problem.message}`, { kind: 'error' });
  }
}
