/** Presses on buttons that stand below a field. */
import type { MouseEvent } from 'react';

/**
 * A field that loses the focus may get an error under it, which moves what stands below: a button being pressed
 * would slip away from under the pointer before the press is a click.
 */
export function keepFocusInField(event: MouseEvent) {
  if (event.target instanceof Element && event.target.closest('button, summary')) event.preventDefault();
}
