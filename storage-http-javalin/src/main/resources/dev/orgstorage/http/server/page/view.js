import { Store } from './store.js';

const KEY = 'orgstorage.view';

/** Grid or table, as this browser had it the last time. */
class View extends Store {
  name = localStorage.getItem(KEY) === 'table' ? 'table' : 'grid';

  become(name) {
    this.name = name;
    localStorage.setItem(KEY, name);
    this.changed();
  }
}

export const view = new View();
