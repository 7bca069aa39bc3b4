import type { Catalogue } from '../../report/catalogue.ts';
import { directedText } from '../../report/directed.ts';
import { openIsolates } from './file-names.ts';
import type { IssueRow } from './issue-rows.ts';
import type { IssueSection, ReceiptLetter } from './letter.ts';

const WIDTH = 76;

const widthOf = (text: string): number => [...text].length;

/** Each line a paragraph of its own: a code or a name that goes on in the next is closed at the end of one and opened again in the other. */
function closedLines(lines: readonly string[]): string[] {
  let open = '';
  return lines.map((line) => {
    const opened = `${open}${line}`;
    open = openIsolates(opened);
    return `${opened}${'\u2069'.repeat(open.length)}`;
  });
}

/** Lines of at most so many characters, broken at spaces; a longer word stands alone. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return closedLines(lines);
}

/** A text under a lead such as `1. `, its further lines indented as far. */
function hanging(lead: string, text: string): string[] {
  const indent = ' '.repeat(widthOf(lead));
  return wrapped(text, WIDTH - indent.length).map((line, index) => (index === 0 ? lead : indent) + line);
}

function labelled(pairs: readonly (readonly [string, string])[], indent: string, { text }: Catalogue): string[] {
  const named = pairs.map(([label, value]) => [`${label}${text('report.colon')}`, value] as const);
  const width = Math.max(...named.map(([name]) => widthOf(name)));
  return named.flatMap(([name, value]) => hanging(`${indent}${name}${' '.repeat(width - widthOf(name))}`, value));
}

const headed = (heading: string): string[] => ['', heading.toUpperCase(), ''];

function errorLines({ where, found, message, remedy, code }: IssueRow, catalogue: Catalogue): string[] {
  const { text } = catalogue;
  const pairs: [string, string][] = [
    ...(where === '' ? [] : [[text('receipt.column.where'), where] satisfies [string, string]]),
    ...(found === '' ? [] : [[text('receipt.column.found'), found] satisfies [string, string]]),
    [text('receipt.column.problem'), message],
    [text('receipt.column.remedy'), remedy],
  ];
  return [...labelled(pairs, '  ', catalogue), `  [${code}]`, ''];
}

function sectionLines({ severity, symbol, heading, rows }: IssueSection, catalogue: Catalogue): string[] {
  const top = headed(`${symbol} ${heading}`);
  const colon = catalogue.text('report.colon');
  switch (severity) {
    case 'error':
      return [...top, ...rows.flatMap((row) => errorLines(row, catalogue))].slice(0, -1);
    case 'warning':
      return [
        ...top,
        ...rows.flatMap(({ where, message, remedy, code }) => [
          ...hanging('- ', `${where ? `${where}${colon}` : ''}${message} ${remedy} [${code}]`),
        ]),
      ];
    case 'info':
      return [
        ...top,
        ...rows.flatMap(({ where, message }) => hanging('- ', `${where ? `${where}${colon}` : ''}${message}`)),
      ];
    default:
      return severity satisfies never;
  }
}

function replacedLines({ replaced, moreReplaced }: ReceiptLetter, { text }: Catalogue): string[] {
  if (replaced.length === 0) return [];
  const width = (pick: (row: ReceiptLetter['replaced'][number]) => string) =>
    Math.max(...replaced.map((row) => widthOf(pick(row))));
  const pad = (value: string, to: number) => ' '.repeat(Math.max(0, to - widthOf(value)));
  const [name, before, after, difference] = [
    width(({ code, about }) => `${code}  ${about}`),
    width((row) => row.before),
    width((row) => row.after),
    width((row) => row.difference),
  ];
  const lines = replaced.flatMap((row) => {
    const label = `${row.code}  ${row.about}`;
    return [
      `  ${label}${pad(label, name)}  ${pad(row.before, before)}${row.before} -> ${pad(row.after, after)}${row.after}  ${pad(row.difference, difference)}${row.difference}`.trimEnd(),
      ...(row.title === '' ? [] : [`    ${row.title}`]),
    ];
  });
  const intro = wrapped(text('receipt.replaced.intro'), WIDTH);
  return [
    ...headed(text('receipt.replaced.heading')),
    ...intro,
    ...lines,
    ...(moreReplaced ? [`  ${moreReplaced}`] : []),
  ];
}

/** The letter as plain text, aligned, to be read in a window of 80 columns. */
export function plainText(letter: ReceiptLetter, catalogue: Catalogue): string {
  const { symbol, sentence, about, counts, lines, sections, more, steps, unchanged, changes, facts } = letter;
  const all = [
    ...wrapped(about, WIDTH),
    '',
    ...hanging(`${symbol} `, sentence),
    ...(counts.length > 0
      ? [`  ${counts.map(({ label, number }) => `${label}${catalogue.text('report.colon')}${number}`).join(' | ')}`]
      : []),
    ...lines.flatMap((line) => wrapped(line, WIDTH)),
    ...sections.filter(({ severity }) => severity === 'error').flatMap((section) => sectionLines(section, catalogue)),
    ...sections.filter(({ severity }) => severity === 'warning').flatMap((section) => sectionLines(section, catalogue)),
    ...(more ? ['', more] : []),
    ...(steps ? [...headed(steps.heading), ...steps.steps.flatMap((step, i) => hanging(`${i + 1}. `, step))] : []),
    ...replacedLines(letter, catalogue),
    ...(unchanged ? ['', ...wrapped(unchanged, WIDTH)] : []),
    ...changes.flatMap(({ heading, items }) => [...headed(heading), ...items.flatMap((item) => hanging('- ', item))]),
    ...sections.filter(({ severity }) => severity === 'info').flatMap((section) => sectionLines(section, catalogue)),
    ...['', '-'.repeat(8), ''],
    ...labelled(
      facts.map(({ label, value }) => [label, value] as const),
      '',
      catalogue,
    ),
  ];
  return directedText(all, catalogue);
}
