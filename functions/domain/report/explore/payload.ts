import type { Figure } from '../../ledger/entry.ts';
import type { Entering, Reason } from '../../lineage/lineage.ts';
import type { ReportLineageNode } from '../lineage-schema.ts';
import type { ReportIndicator } from '../schema.ts';
import type { Page } from '../view/page.ts';
import { figureText, NO_FIGURE, shortPeriodName } from '../words.ts';

/** How much of lineages a page carries: down to the cells of breakdowns, those of totals, or no further than the files. */
export const DETAILS = ['parts', 'totals', 'files'] as const;
export type Detail = (typeof DETAILS)[number];

type Counted = ReportLineageNode['counted'][number];
type Uncounted = ReportLineageNode['uncounted'][number];

interface Drawn {
  readonly page: Page;
  readonly indicator: ReportIndicator;
  readonly detail: Detail;
  readonly share: (nodes: readonly DrawnNode[]) => readonly DrawnNode[] | number;
}

/** As the page's script reads it: all of it text, in the page's language. Short names, for there are many of them. */
export interface DrawnStatement {
  /** Period, figure, how it enters or why it does not count, file, sheet, cells, cells of the breakdown. */
  readonly p?: string;
  readonly v?: string;
  readonly w?: string;
  readonly f: number;
  readonly s?: string;
  readonly c?: string;
  readonly b?: string;
}

export interface DrawnNode {
  /** Unit, figure, coverage, observations that count and that do not, nodes below. */
  readonly u: string;
  readonly v?: string;
  readonly c?: string;
  readonly o?: readonly DrawnStatement[];
  readonly n?: readonly DrawnStatement[];
  /** Or the place of such a list among those that several nodes share. */
  readonly b?: readonly DrawnNode[] | number;
}

function statedText({ value, numerator, denominator }: Figure, { page: { catalogue }, indicator }: Drawn): string {
  if (numerator === null && denominator === null) return figureText(value, indicator, catalogue);
  const number = (part: number | null) => (part === null ? NO_FIGURE : catalogue.number(part, 10));
  return `${number(numerator)} / ${number(denominator)}`;
}

function nodeText(node: ReportLineageNode, drawn: Drawn): string {
  const text = figureText(node.value, drawn.indicator, drawn.page.catalogue);
  return node.denominator === null ? text : `${text} (${statedText(node, drawn)})`;
}

function statementOf(statement: Counted | Uncounted, words: string, drawn: Drawn): DrawnStatement {
  const { period, file, sheet, cells } = statement;
  return {
    p: shortPeriodName(period, drawn.page.catalogue),
    v: statedText(statement, drawn),
    w: words,
    f: file,
    ...(sheet === null ? {} : { s: sheet }),
    ...(cells.length === 0 ? {} : { c: cells.join(' ') }),
  };
}

const enteringText = (enters: Entering, of: number, { page: { catalogue } }: Drawn): string =>
  catalogue.text(`report.lineage.enters.${enters}`, { of });

const reasonText = (why: Reason, { page: { catalogue } }: Drawn): string => catalogue.text(`report.lineage.why.${why}`);

function counted(one: Counted, drawn: Drawn): DrawnStatement {
  if (drawn.detail === 'files') return { f: one.file };
  const stated = statementOf(one, enteringText(one.enters, one.of, drawn), drawn);
  if (drawn.detail === 'totals' || one.breakdown.length === 0) return stated;
  return { ...stated, b: one.breakdown.map(({ cells }) => cells.join(' ')).join(' ') };
}

function uncounted(one: Uncounted, unit: string, drawn: Drawn): DrawnStatement {
  const stated = statementOf(one, reasonText(one.why, drawn), drawn);
  return one.orgUnit === unit ? stated : { ...stated, p: `${one.orgUnit} ${stated.p}` };
}

function nodeOf(node: ReportLineageNode, drawn: Drawn): DrawnNode {
  const { scope, coverage, below } = node;
  const isBare = drawn.detail === 'files';
  const left = isBare ? [] : node.uncounted.map((one) => uncounted(one, scope, drawn));
  const { catalogue } = drawn.page;
  return {
    u: scope,
    // So that offices are alike under every indicator.
    ...(isBare && below.length === 0
      ? {}
      : { v: nodeText(node, drawn), c: catalogue.text('report.coverage-short', { ...coverage }) }),
    ...(node.counted.length === 0 ? {} : { o: node.counted.map((one) => counted(one, drawn)) }),
    ...(left.length === 0 ? {} : { n: left }),
    ...(below.length === 0 ? {} : { b: drawn.share(below.map((one) => nodeOf(one, drawn))) }),
  };
}

/** Keeps equal lists of nodes once: the offices of a region that stand alike behind one indicator after another. */
function sharing() {
  const lists: (readonly DrawnNode[])[] = [];
  const places = new Map<string, number>();
  const share = (nodes: readonly DrawnNode[]): number => {
    const id = JSON.stringify(nodes);
    const place = places.get(id) ?? lists.push(nodes) - 1;
    places.set(id, place);
    return place;
  };
  return { lists, share };
}

/** Signs of a digest that tell files apart where the page has no room for all of it. */
const SHORT_DIGEST = 16;

function fileOf(
  { key, version, sha256, planVersion, uploadedAt }: Page['model']['files'][number],
  page: Page,
  detail: Detail,
) {
  const { catalogue, model } = page;
  if (detail === 'files') return [key, '', sha256.slice(0, SHORT_DIGEST)];
  const uploaded = catalogue.instant(uploadedAt, model.plan.timeZone);
  return [key, version, sha256, uploaded, catalogue.number(planVersion)];
}

/** What stands behind the report's figures, for the page's script: files, units' names, and a tree an indicator (with 1 where it is whole). */
export function payloadOf(page: Page, detail: Detail) {
  const { model } = page;
  const { lists, share } = sharing();
  const drawn = { page, detail, share: detail === 'files' ? share : (nodes: readonly DrawnNode[]) => nodes };
  return {
    detail,
    lists,
    files: model.files.map((file) => fileOf(file, page, detail)),
    units: Object.fromEntries(model.units.map(({ code, title }) => [code, title])),
    trees: Object.fromEntries(
      model.indicators.flatMap((indicator): [string, readonly [0 | 1, DrawnNode]][] => {
        const { code, lineage } = indicator;
        if (!lineage?.tree) return [];
        return [[code, [lineage.complete ? 1 : 0, nodeOf(lineage.tree, { ...drawn, indicator })]]];
      }),
    ),
  };
}
