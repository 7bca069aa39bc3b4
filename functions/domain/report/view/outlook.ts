import { CONFIDENCE, LEAST_FIGURES, WITHOUT_OUTLOOK } from '../outlook/reasons.ts';
import { VERDICTS } from '../outlook/verdict.ts';
import type { ReportIndicator } from '../schema.ts';
import { unitText } from '../words.ts';
import type { Page } from './page.ts';

type Bearing = ReportIndicator & { readonly outlook: NonNullable<ReportIndicator['outlook']> };

function bears(indicator: ReportIndicator): indicator is Bearing {
  return indicator.outlook !== null;
}

function lineOf(indicator: Bearing, { catalogue }: Page) {
  const { code, title, outlook } = indicator;
  return {
    ...{ code, title, unit: unitText(indicator, catalogue) },
    verdict: outlook.verdict,
    word: catalogue.text(`report.outlook.verdict.${outlook.verdict}`),
    sentence: outlook.sentence,
  };
}

/** Indicators with an outlook, the worst news first, and the others by the reason they have none; those without a figure are only counted. */
export function outlookSection(page: Page) {
  const { model, catalogue } = page;
  const bearing = model.indicators.filter(bears);
  const ordered = VERDICTS.flatMap((verdict) => bearing.filter((one) => one.outlook.verdict === verdict));
  const without = WITHOUT_OUTLOOK.flatMap((reason) => {
    const group = model.indicators.filter((indicator) => indicator.withoutOutlook === reason);
    if (group.length === 0) return [];
    const text = catalogue.text(`report.outlook.without.${reason}`, { least: LEAST_FIGURES });
    const listed = reason === 'no-figure' ? [] : group.map(({ code }) => code);
    const values = { reason: text, count: group.length, listed: listed.length > 0 ? 'yes' : 'no' };
    return [{ text: catalogue.text('report.outlook.without', values), listed }];
  });
  return { lines: ordered.map((indicator) => lineOf(indicator, page)), without };
}

/** How outlooks are made, in a line. */
export function outlookMethod({ catalogue }: Page): string {
  const confidence = catalogue.percent(CONFIDENCE);
  return catalogue.text('report.method.outlook', { least: LEAST_FIGURES, confidence });
}
