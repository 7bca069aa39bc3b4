import Handlebars from 'handlebars';
import { STATES, type State } from '../completeness/completeness.ts';
import type { PeriodWindow, Plan } from '../plan/model.ts';
import { comparePeriods, firstDay, lastDay, type Period } from '../plan/period.ts';
import type { Catalogue } from '../report/catalogue.ts';
import { statusShape, statusSymbols } from '../report/charts/status-shape.ts';
import { compactCss } from '../report/compact.ts';
import { policyOf } from '../report/policy.ts';
import { STATUSES } from '../report/statuses.ts';
import { compileTemplate, type TemplateSource } from '../report/template.ts';
import { NO_FIGURE, periodName } from '../report/words.ts';
import type { PublishedReport } from './published.ts';

const KINDS = ['global', 'region', 'country', 'office'] as const;

/** The other files of a report, by what readers call them; pages come first, in the report's own row. */
const FORMATS = [
  ['pdf', 'PDF'],
  ['xlsx', 'Excel'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['xml', 'IATI'],
] as const;

/** Periods shown: windows from that of the latest report on, and who reported in those before. */
const WINDOWS = 6;

function windowsFrom(latest: Period | undefined, { periods }: Plan): PeriodWindow[] {
  return periods
    .filter(({ period }) => latest === undefined || lastDay(period) >= firstDay(latest))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : comparePeriods(a.period, b.period)))
    .slice(0, WINDOWS);
}

/** The name of the site's page in a language; the plan's own language also has `index.html`. */
export const pageName = (language: string): string => `index.${language}.html`;

const path = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');

function rowOf(report: PublishedReport, catalogue: Catalogue) {
  const { period, scope, scopeTitle, language, asOf, coverage, statuses, files, revised } = report;
  const to = (name: string) => path(period, scope, language, name);
  return {
    scope: report.kind === 'annual' ? catalogue.text('site.annual', { scope: scopeTitle }) : scopeTitle,
    page: to(report.kind === 'annual' ? 'annual.html' : 'report.html'),
    asOf: asOf === null ? NO_FIGURE : catalogue.date(asOf, report.timeZone),
    coverage: catalogue.text('report.coverage-long', coverage),
    statuses: STATUSES.filter((status) => statuses[status] > 0).map((status) => ({
      ...{ colour: status, shape: new Handlebars.SafeString(statusShape(status)) },
      ...{ count: catalogue.number(statuses[status]), word: catalogue.text(`report.status.${status}`) },
    })),
    changed: revised === 0 ? null : catalogue.text('site.revised', { count: revised }),
    formats: FORMATS.flatMap(([ending, word]) =>
      files.filter((name) => name.endsWith(`.${ending}`)).map((name) => ({ word, to: to(name) })),
    ),
    completeness: files.includes('completeness.html') ? to('completeness.html') : null,
  };
}

const byScope = (a: PublishedReport, b: PublishedReport): number =>
  KINDS.indexOf(a.scopeKind) - KINDS.indexOf(b.scopeKind) ||
  (a.scopeTitle < b.scopeTitle ? -1 : a.scopeTitle > b.scopeTitle ? 1 : 0) ||
  (a.scope < b.scope ? -1 : a.scope > b.scope ? 1 : 0) ||
  (a.kind < b.kind ? 1 : -1);

const ASKED = STATES.filter((state): state is Exclude<State, 'not-expected'> => state !== 'not-expected');

/** Of each period, how the org units of the widest report stood when it was written. */
function completenessRows(latestFirst: readonly (readonly PublishedReport[])[], catalogue: Catalogue) {
  return latestFirst.flatMap(([widest]) => {
    if (!widest) return [];
    const { period, scope, scopeTitle, language, completeness } = widest;
    return [
      {
        ...{ period: periodName(period, catalogue), scope: scopeTitle },
        page: path(period, scope, language, 'completeness.html'),
        due: completeness.due === null ? NO_FIGURE : catalogue.date(completeness.due),
        counts: ASKED.map((state) => catalogue.number(completeness.counts[state])),
      },
    ];
  });
}

function windowRow({ period, opens, due, closes }: PeriodWindow, catalogue: Catalogue) {
  return {
    period: periodName(period, catalogue),
    dates: [opens, due, closes].map((date) => (date === '' ? NO_FIGURE : catalogue.date(date))),
  };
}

export interface SiteOptions {
  readonly source: TemplateSource;
  readonly catalogue: Catalogue;
}

/**
 * The page that lists every report of one language, latest period first, then who reported, how to report and until when. `reports` are those of
 * all languages: for each of the others there is a link to its own page. Equal reports give equal text, in whatever order they come.
 */
export function renderIndex(
  reports: readonly PublishedReport[],
  plan: Plan,
  { source, catalogue }: SiteOptions,
): string {
  const { language, direction, text } = catalogue;
  const own = reports.filter((report) => report.language === language);
  const periods = [...new Set(own.map(({ period }) => period))].sort((a: Period, b: Period) => comparePeriods(b, a));
  const languages = [...new Set(reports.map((report) => report.language))].sort();
  const byPeriod = periods.map((period) => own.filter((report) => report.period === period).sort(byScope));
  const names = (code: string) => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return compileTemplate(source, 'site/index.hbs')(
    {
      ...{ language, direction, policy: policyOf(source) },
      css: new Handlebars.SafeString(compactCss(source('report/report.css') + source('site/index.css'))),
      symbols: new Handlebars.SafeString(statusSymbols()),
      plan: plan.title[language] ?? plan.title[plan.defaultLanguage] ?? plan.id,
      languages: languages
        .filter((code) => code !== language)
        .map((code) => ({ code, name: names(code), page: pageName(code) })),
      periods: periods.map((period, i) => ({
        name: periodName(period, catalogue),
        rows: (byPeriod[i] ?? []).map((report) => rowOf(report, catalogue)),
      })),
      states: ASKED.map((state) => text(`completeness.state.${state}`)),
      completeness: completenessRows(byPeriod.slice(0, WINDOWS), catalogue),
      steps: ['where', 'what', 'answer', 'correct', 'withdraw', 'workbook'].map((step) => text(`site.how.${step}`)),
      windows: windowsFrom(periods[0], plan).map((window) => windowRow(window, catalogue)),
    },
    text,
  );
}
