// Uses the client of docs/typescript.md, compiled beside this file, against a real server.
import assert from 'node:assert/strict';
import {File} from 'node:buffer';
import {storage} from './storage.js';

const [address, token] = process.argv.slice(2);
const {upload, downloadUrl, newest, problem} = storage(address, () => token);

const stored = await upload(new File(['Hello, Zoë!\n'], 'Grüße.txt', {type: 'text/plain'}));
assert.equal(stored.state, 'ready');
assert.equal(stored.size, 13);
const fetched = await fetch(await downloadUrl(stored.id));
assert.equal(await fetched.text(), 'Hello, Zoë!\n');
assert.deepEqual((await newest('grü')).map(file => file.filename), ['Grüße.txt']);
await assert.rejects(upload(new File([], '', {type: 'text/plain'})), /^Error: invalid: /);
assert.equal(await problem('00000000-0000-7000-8000-000000000000'), 'not_found');
console.log('used');
