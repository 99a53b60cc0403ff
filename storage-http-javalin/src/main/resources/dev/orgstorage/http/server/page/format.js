const UNITS = ['kB', 'MB', 'GB', 'TB'];
const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

export function size(bytes) {
  if (bytes < 1000) {
    return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  }
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length);
  return `${NUMBER.format(bytes / 1000 ** power)} ${UNITS[power - 1]}`;
}

export const exactSize = (bytes) => (bytes < 1000 ? size(bytes) : `${size(bytes)} (${bytes.toLocaleString('en')} bytes)`);

export const day = (time) => DAY.format(new Date(time));

export const moment = (time) => MOMENT.format(new Date(time));

export function span(seconds) {
  if (seconds < 90) {
    return `${Math.max(1, Math.round(seconds))} s`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

export const lifetime = (seconds) =>
  seconds < 3600 ? count(Math.round(seconds / 60), 'minute') : count(Math.round(seconds / 3600), 'hour');

export const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
