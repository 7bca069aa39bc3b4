import type { DataNote } from './actual.ts';
import type { Window } from './cube.ts';
import { lineOf } from './tree.ts';
import type { YearState } from './year-state.ts';

/** A report prints no more than this; an office that fills every note would otherwise drown the figures. */
const NOTES_PER_SCOPE = 200;

/** Per unit, the notes its subtree wrote beside the window's figures: by indicator, then period, then unit; at most 200. */
export function notesOf(state: YearState, window: Window): DataNote[][] {
  const notes: DataNote[][] = state.units.map(() => []);
  for (const { unit, period, observation } of state.noted) {
    if ((window.inside & (1 << period)) === 0) continue;
    const { orgUnit, indicator, period: stated, note } = observation;
    const text = note?.trim() ?? '';
    for (const scope of lineOf(state.tree, unit)) {
      const list = notes[scope];
      if (list && list.length < NOTES_PER_SCOPE) list.push({ orgUnit, indicator, period: stated, text });
    }
  }
  return notes;
}
