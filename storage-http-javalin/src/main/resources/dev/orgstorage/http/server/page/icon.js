import { svg } from 'lit';

const SPRITE = new URL('icons.svg', import.meta.url).pathname;

/** A picture for those who see it; words stand beside it or in a label. */
export const icon = (name) => svg`<svg class="icon" aria-hidden="true" focusable="false"><use href="${SPRITE}#${name}"></use></svg>`;
