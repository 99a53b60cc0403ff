const LARGEST = 32 * 2 ** 20;

/** In base64; null where the browser has none to offer, or the file is large. */
export async function sha256(file) {
  if (!globalThis.crypto?.subtle || file.size > LARGEST) {
    return null;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return btoa(String.fromCharCode(...digest));
}
