import { html } from 'lit';
import { icon as iconOf } from './contexts.js';
import { icon } from './icon.js';

/** Where something lives. */
export const place = (context) =>
  html`<span class="place ${context.accent}">${icon(iconOf(context))} <span dir="auto" title="${context.name}">${context.name}</span></span>`;
