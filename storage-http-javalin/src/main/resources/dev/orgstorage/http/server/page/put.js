import { Problem } from './api.js';

/** Sends bytes straight to the bucket, as they were signed; says as they go how many have gone. */
export function put({ uploadUrl, method, headers }, bytes, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const end = (status, sentence) => reject(new Problem(status, 'upload', sentence));
    request.open(method, uploadUrl);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => {
      if (request.status < 300) {
        resolve();
      } else {
        end(request.status, `The storage did not take it (${request.status}).`);
      }
    };
    request.onerror = () => end(0, 'The connection to the storage was lost.');
    request.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) {
      reject(new DOMException('Stopped', 'AbortError'));
    } else {
      request.send(bytes);
    }
  });
}
