/** All files that were dropped, those in folders too. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory)) {
    return [...transfer.files];
  }
  const found = await Promise.all(entries.filter(Boolean).map(within));
  return found.flat();
}

async function within(entry) {
  if (entry.isFile) {
    return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  }
  const reader = entry.createReader();
  const found = [];
  for (let some = await next(reader); some.length; some = await next(reader)) {
    found.push(...some);
  }
  return (await Promise.all(found.map(within))).flat();
}

/** It tells a hundred at a time, and none at the end. */
const next = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
