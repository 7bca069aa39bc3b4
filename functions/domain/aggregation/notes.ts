import { oncePer } from '../once-per.ts';
import type { DataNote } from './actual.ts';
import type { Window } from './cube.ts';
import { lineOf } from './tree.ts';
import type { YearState } from './year-state.ts';

/** A report prints no more than this; an office that fills every note would otherwise drown the figures. */
const NOTES_PER_SCOPE = 200;

interface Noted {
  readonly unit: number;
  readonly period: number;
  readonly note: DataNote;
}

/** Every note beside a current observation: by indicator, then period, then unit. */
const allNotes = oncePer(({ figures, calendar, units, winners }: YearState): Noted[] => {
  const noted: Noted[] = [];
  if (winners.laid.every(({ columns }) => columns.note === null)) return noted;
  for (const indicator of figures.keys())
    for (const period of calendar.periods.keys())
      for (const unit of units.keys()) {
        const winner = winners.of(indicator, period, unit);
        const text = winner?.columns.note?.[winner.at]?.trim() ?? '';
        const observation = winner && text !== '' ? winner.entry.observations.at(winner.at) : undefined;
        if (!observation) continue;
        const { orgUnit, indicator: code, period: stated } = observation;
        noted.push({ unit, period, note: { orgUnit, indicator: code, period: stated, text } });
      }
  return noted;
});

/** Per unit, the notes its subtree wrote beside the window's figures: by indicator, then period, then unit; at most 200. */
export function notesOf(state: YearState, window: Window): DataNote[][] {
  const notes: DataNote[][] = state.units.map(() => []);
  for (const { unit, period, note } of allNotes(state)) {
    if ((window.inside & (1 << period)) === 0) continue;
    for (const scope of lineOf(state.tree, unit)) {
      const list = notes[scope];
      if (list && list.length < NOTES_PER_SCOPE) list.push(note);
    }
  }
  return notes;
}
