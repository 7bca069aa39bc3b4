import type { Left } from '../support/faults/world.ts';
import type { Fired } from './alarms.ts';
import type { Break, Lived } from './day.ts';
import { differences } from './left.ts';

/** What a break showed. */
export interface Told {
  readonly part: string;
  readonly how: string;
  /** Each alarm with the minutes from the break until it went off. */
  readonly alarms: readonly string[];
  readonly noticed: readonly string[];
  readonly reasons: readonly string[];
  readonly recovery: string;
  /** What was not as expected; nothing where the day went well. */
  readonly wrong: readonly string[];
}

const minutes = (from: number, until: number): number => Math.round((until - from) / 60_000);

/** Compares what went off, and what is left, with what was expected. */
export function judge(broken: Break, { fired, noticed, reasons, left }: Lived, quiet: Left): Told {
  const { part, how, recovery } = broken;
  const first = new Map<string, Fired>();
  for (const one of fired) if (!first.has(one.alarm)) first.set(one.alarm, one);
  const names = [...first.keys()].sort();
  const wrong = [
    ...broken.alarms.filter((name) => !first.has(name)).map((name) => `${name} did not go off`),
    ...names.filter((name) => !broken.alarms.includes(name)).map((name) => `${name} went off`),
    ...fired.filter(({ from }) => from <= broken.from).map(({ alarm }) => `${alarm} went off before the break`),
    ...fired.filter(({ until }) => until === null).map(({ alarm }) => `${alarm} did not end`),
    ...(noticed.length === 0 ? ['nobody noticed anything: was it broken at all?'] : []),
    ...differences(quiet, left, broken.sameness ?? 'same'),
  ];
  const alarms = [...first.values()]
    .sort((a, b) => a.from - b.from)
    .map(({ alarm, from }) => `${alarm} (${minutes(broken.from, from)} min)`);
  return { part, how, recovery, alarms, noticed, reasons, wrong };
}

const HEADS = ['part', 'broken how', 'alarm, after', 'people notice', 'recovery', 'nothing lost'] as const;

const cellsOf = ({ part, how, alarms, noticed, recovery, wrong }: Told): string[][] => [
  ...[[part], [how], alarms.length > 0 ? [...alarms] : ['none']],
  ...[[...noticed], [recovery], [wrong.length === 0 ? 'yes' : 'NO']],
];

/** The whole day as a table of text. */
export function toldText(all: readonly Told[]): string {
  const rows = all.map(cellsOf);
  const widths = HEADS.map((head, i) =>
    Math.max(head.length, ...rows.flatMap((row) => row[i] ?? []).map((t) => t.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = rows.flatMap((row) =>
    Array.from({ length: Math.max(...row.map((cell) => cell.length)) }, (_, n) =>
      line(row.map((cell) => cell[n] ?? '')),
    ),
  );
  const wrong = all.flatMap(({ part, how, wrong: found }) => found.map((one) => `${part}, ${how}: ${one}`));
  const reasons = all.flatMap(({ part, how, reasons: told }) => told.map((one) => `  ${part}, ${how}: ${one}`));
  return [
    line(HEADS),
    ...lines,
    ...(reasons.length > 0 ? ['', 'Reasons that npm run dead-letters gives:', ...reasons] : []),
    ...(wrong.length > 0 ? ['', 'Not as expected:', ...wrong] : []),
  ].join('\n');
}
