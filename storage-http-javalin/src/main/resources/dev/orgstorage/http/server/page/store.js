/** Something that changes, and says so. */
export class Store extends EventTarget {
  changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** Draws an element again whenever a store has changed. */
export class Follow {
  constructor(host, ...stores) {
    this.stores = stores;
    this.changed = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected() {
    this.stores.forEach((store) => store.addEventListener('change', this.changed));
  }

  hostDisconnected() {
    this.stores.forEach((store) => store.removeEventListener('change', this.changed));
  }
}
