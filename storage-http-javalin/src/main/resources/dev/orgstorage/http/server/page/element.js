import { LitElement } from 'lit';

/** An element without a shadow tree: one style sheet and one set of ids for the whole page. */
export class Element extends LitElement {
  createRenderRoot() {
    return this;
  }
}
