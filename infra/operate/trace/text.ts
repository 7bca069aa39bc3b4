import type { Source } from '../../../functions/domain/ledger/entry.ts';
import type { ListedNode } from '../../../functions/domain/lineage/listed.ts';
import { createLookup } from '../../../functions/domain/plan/lookup.ts';
import { type Titles, titleIn } from '../../../functions/domain/plan/model.ts';
import type { Catalogue } from '../../../functions/domain/report/catalogue.ts';
import { printable, wrapped } from './printable.ts';
import { countedLines, fileName, type Notation, scopeFigureText, uncountedLines, WIDTH } from './statement-lines.ts';
import type { Traced } from './traced.ts';
import { ruleWords } from './words.ts';

interface Place {
  /** What stands before a node's first line, and before all that hang under it. */
  readonly first: string;
  readonly rest: string;
}

function nodeLines(
  node: ListedNode,
  notation: Notation,
  titleOf: (scope: string) => string,
  { first, rest }: Place,
): string[] {
  const { scope, coverage, counted, uncounted, below } = node;
  const own = `${rest}${below.length > 0 ? '│  ' : '   '}`;
  const share = `${coverage.reported} of ${coverage.expected} reported`;
  const last = below.length - 1;
  return [
    `${first}${printable(`${scope} ${titleOf(scope)}`)}: ${scopeFigureText(node, notation)}, ${share}`,
    ...counted.flatMap((one) => countedLines(one, notation, own)),
    ...uncounted.flatMap((one) => uncountedLines(one, scope, notation, own)),
    ...below.flatMap((one, i) =>
      nodeLines(one, notation, titleOf, {
        first: `${rest}${i === last ? '└─ ' : '├─ '}`,
        rest: `${rest}${i === last ? '   ' : '│  '}`,
      }),
    ),
  ];
}

function fileLines(files: readonly Source[]): string[] {
  const margin = ' '.repeat(fileName(files.length).length + 1);
  return files.flatMap(({ key, version, sha256, uploadedAt, planVersion }, place) => [
    `${fileName(place).padEnd(margin.length)}${printable(key)}`,
    `${margin}uploaded ${uploadedAt}, judged by plan version ${planVersion}`,
    `${margin}version ${printable(version)}`,
    `${margin}sha-256 ${sha256}`,
  ]);
}

/** A figure's lineage for a terminal, in English, at most 100 columns wide where names let it. */
export function textOf(traced: Traced, catalogue: Catalogue): string {
  const { indicator, plan, period, planVersion, asOf, tree, files } = traced;
  const lookup = createLookup(plan);
  const inEnglish = (titles: Titles) => titleIn(titles, 'en', plan.defaultLanguage);
  const titleOf = (scope: string) => inEnglish(lookup.orgUnit(scope)?.title ?? {});
  const about = [period, `plan version ${planVersion}`, ...(asOf === null ? [] : [`uploads made by ${asOf}`])].join(
    ', ',
  );
  return [
    ...wrapped(printable(`${indicator.code} ${inEnglish(indicator.title)}`), WIDTH),
    ...wrapped(`${about}; ${ruleWords(indicator)}`, WIDTH),
    '',
    ...nodeLines(tree, { indicator, catalogue }, titleOf, { first: '', rest: '' }),
    ...['', 'Files', ...fileLines(files), ''],
  ].join('\n');
}
