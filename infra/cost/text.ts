import { ASSUMED } from './assumptions.ts';
import type { Measured } from './measured.ts';
import { PRICES } from './prices.ts';
import { type Line, linesOf, reportsOf, type Scale, totalOf } from './quarter.ts';
import { serverLines } from './server.ts';

export interface Growth {
  readonly of: string;
  readonly dollars: number;
}

export interface Cost {
  readonly scale: Scale;
  readonly prices: { readonly asOf: string; readonly region: string };
  readonly measuredOn: string;
  readonly lines: readonly Line[];
  readonly total: number;
  /** What one more of each adds to the total. */
  readonly growth: readonly Growth[];
  readonly server: { readonly lines: readonly Line[]; readonly total: number };
  readonly assumptions: readonly string[];
}

function assumptionsFor(scale: Scale): readonly string[] {
  const { world, region, office } = reportsOf(scale);
  return [
    `Reports every three months: ${world} of the world, ${region} of regions, ${office} of offices; each mailed to one subscriber as page and PDF.`,
    `Files every three months: ${scale.files} of each office, each worked on alone; a rush costs less, as actuals are recomputed once for many files.`,
    `Each call starts a function anew: ${ASSUMED.startSeconds} s, ${ASSUMED.reportStartSeconds} s for reports. Seconds as measured on the bench's machine.`,
    `${ASSUMED.quartersKept} quarters of files, reports and figures are kept, a key of one's own for them; ${ASSUMED.remindersAQuarter} reminder with its workbook goes to each office in three months.`,
    'A canary goes every hour the way of a file; nobody reads its receipts, which are kept and counted as well. The metric of messages that failed is priced as if some failed every hour.',
    `Lambda asks each queue with ${ASSUMED.pollers} callers every ${ASSUMED.pollSeconds} s. No free tier, no tax, no support plan.`,
    'The server: one machine and one database in one zone, always on; its mail, backups and data out are not in its price.',
  ];
}

export function costOf(scale: Scale, measured: Measured): Cost {
  const lines = linesOf(scale, measured);
  const total = totalOf(lines);
  const more = (of: string, change: Partial<Scale>): Growth => ({
    of,
    dollars: totalOf(linesOf({ ...scale, ...change }, measured)) - total,
  });
  const server = serverLines(scale.months);
  return {
    scale,
    prices: { asOf: PRICES.asOf, region: PRICES.region },
    measuredOn: measured.measuredOn,
    lines,
    total,
    growth: [
      more('office', { offices: scale.offices + 1 }),
      more('indicator', { indicators: scale.indicators + 1 }),
      more('report of an office', { reports: scale.reports + 1 }),
      more('file of each office', { files: scale.files + 1 }),
    ],
    server: { lines: server, total: totalOf(server) },
    assumptions: assumptionsFor(scale),
  };
}

const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;

function quantityText({ quantity, unit }: Line): string {
  const decimals = quantity < 10 ? 3 : quantity < 1000 ? 1 : 0;
  return `${quantity.toLocaleString('en', { maximumFractionDigits: decimals })} ${unit}`;
}

const dollars = (amount: number, decimals = 2): string => `$${amount.toFixed(decimals)}`;

const row = (line: Line): string =>
  `  ${line.service.padEnd(12)} ${line.what.padEnd(34)} ${quantityText(line).padStart(26)} ${dollars(line.dollars, 4).padStart(12)}`;

const sum = (name: string, total: number): string => `  ${name.padEnd(74)} ${dollars(total).padStart(12)}`;

/** The bill as a table, what it grows with, and the same months on a server. */
export function costText({ scale, prices, measuredOn, lines, total, growth, server, assumptions }: Cost): string {
  const { offices, indicators, reports, months } = scale;
  return [
    `${count(months, 'month')}: ${count(offices, 'office')}, ${count(indicators, 'indicator')}, ${count(reports, 'report')} every three months.`,
    `List prices of ${prices.asOf}, ${prices.region}; requests measured on ${measuredOn}.`,
    '',
    ...lines.map(row),
    sum('Total', total),
    '',
    'One more of these adds',
    ...growth.map((one) => `  ${one.of.padEnd(74)} ${dollars(one.dollars, 4).padStart(12)}`),
    '',
    'On a server that is always on',
    ...server.lines.map(row),
    sum('Total', server.total),
    `  ${(server.total / total).toFixed(1)} times as much.`,
    '',
    'Taken for granted',
    ...assumptions.map((text) => `- ${text}`),
  ].join('\n');
}
