import { create } from 'xmlbuilder2';
import { firstDay, lastDay, yearOf } from '../../plan/period.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ReportIndicator, ReportModel } from '../schema.ts';
import { partsOf } from './parts.ts';

type Xml = ReturnType<typeof create>;

/** Codes of IATI 2.03 (iatistandard.org): of the levels of results, of measures, of the state and dates of an activity. */
const RESULT_TYPES = { output: '1', outcome: '2', impact: '3', other: '9' };
const MEASURES = { unit: '1', percentage: '2', nominal: '3' };
const ACTIVITY = { implementation: '2', closed: '4', plannedStart: '1', plannedEnd: '3' };
/** Of whoever states an indicator's code under its own vocabulary. */
const OWN_VOCABULARY = '99';
const MULTILATERAL = '40';
const ACCOUNTABLE = '2';

/** What no XML document may hold is shown as unreadable. */
const clean = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

const narrative = (parent: Xml, name: string, text: string): void => {
  parent.ele(name).ele('narrative').txt(clean(text));
};

/** The level nearest to what is delivered is the output, the one above it the outcome, and all above those the impact. */
function resultType(level: string, { levels }: ReportModel): string {
  const own = levels.find(({ code }) => code === level);
  if (own?.strand !== 'objective') return RESULT_TYPES.other;
  const below = levels.filter(({ strand, order }) => strand === 'objective' && order > own.order).length;
  if (below === 0) return RESULT_TYPES.output;
  return below === 1 ? RESULT_TYPES.outcome : RESULT_TYPES.impact;
}

const isShare = ({ kind }: ReportIndicator): boolean => kind === 'percentage';

function measureOf({ kind, overOrgUnits }: ReportIndicator): string {
  if (kind === 'percentage') return MEASURES.percentage;
  return kind === 'yes-no' && overOrgUnits !== 'sum' ? MEASURES.nominal : MEASURES.unit;
}

/** IATI states percentages by the hundred; a fraction of 1 times 100 would show its binary digits. */
const valueText = (value: number, indicator: ReportIndicator): string =>
  String(isShare(indicator) ? Number((value * 100).toPrecision(15)) : value);

const isAscending = ({ direction, rightSide }: ReportIndicator): boolean =>
  direction === 'maintain' ? rightSide !== 'below' : direction === 'increase';

function addActual(period: Xml, value: number, indicator: ReportIndicator, codes: Readonly<Record<string, string>>) {
  const actual = period.ele('actual', { value: valueText(value, indicator) });
  for (const [name, category] of Object.entries(codes))
    actual.ele('dimension', { name: clean(name), value: clean(category) });
}

function addPeriod(parent: Xml, code: string): Xml {
  const period = parent.ele('period');
  period.ele('period-start', { 'iso-date': firstDay(code) });
  period.ele('period-end', { 'iso-date': lastDay(code) });
  return period;
}

/** Earlier periods with their totals, then the report's own with target and breakdowns. Nothing withheld is in it. */
function addPeriods(parent: Xml, indicator: ReportIndicator, model: ReportModel, catalogue: Catalogue): void {
  for (const { period, actual } of indicator.series)
    if (actual !== null && period !== model.period) addActual(addPeriod(parent, period), actual, indicator, {});
  if (indicator.actual === null && indicator.target === null) return;
  const period = addPeriod(parent, model.period);
  const isOfPeriod = indicator.targetPeriod === null || indicator.targetPeriod === model.period;
  if (indicator.target !== null && isOfPeriod) period.ele('target', { value: valueText(indicator.target, indicator) });
  if (indicator.actual !== null) addActual(period, indicator.actual, indicator, {});
  for (const { codes, value } of partsOf(indicator, model, catalogue))
    if (value !== null && Object.keys(codes).length > 0) addActual(period, value, indicator, codes);
}

function addIndicator(result: Xml, indicator: ReportIndicator, model: ReportModel, catalogue: Catalogue): void {
  const element = result.ele('indicator', {
    measure: measureOf(indicator),
    ascending: isAscending(indicator) ? '1' : '0',
    'aggregation-status': indicator.overOrgUnits === 'sum' ? '1' : '0',
  });
  narrative(element, 'title', indicator.title);
  if (indicator.definition !== '') narrative(element, 'description', indicator.definition);
  element.ele('reference', { vocabulary: OWN_VOCABULARY, code: clean(indicator.code) });
  if (indicator.baseline !== null && indicator.baselinePeriod !== null)
    element.ele('baseline', {
      year: String(yearOf(indicator.baselinePeriod)),
      value: valueText(indicator.baseline, indicator),
    });
  addPeriods(element, indicator, model, catalogue);
}

/**
 * The text of `iati.xml`: the plan as one activity of the IATI standard 2.03 with its results, of those with indicators. Percentages are
 * by the hundred, as the standard has them. Where the plan does not name the organisation's identifier its own id stands for it.
 */
export function iatiXml(model: ReportModel, catalogue: Catalogue): string {
  const { plan, language, period } = model;
  const organisation = clean(plan.organisation ?? plan.id);
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const activities = document.ele('iati-activities', {
    version: '2.03',
    ...(model.asOf === null ? {} : { 'generated-datetime': model.asOf }),
  });
  const activity = activities.ele('iati-activity', { 'xml:lang': language });
  activity.ele('iati-identifier').txt(plan.organisation ? `${organisation}-${clean(plan.id)}` : organisation);
  activity.ele('reporting-org', { ref: organisation, type: MULTILATERAL }).ele('narrative').txt(clean(plan.title));
  narrative(activity, 'title', plan.title);
  narrative(activity, 'description', catalogue.text('report.title', { scope: model.scopeTitle, period }));
  activity
    .ele('participating-org', { role: ACCOUNTABLE, ref: organisation, type: MULTILATERAL })
    .ele('narrative')
    .txt(clean(plan.title));
  const isOver = plan.end <= lastDay(period);
  activity.ele('activity-status', { code: isOver ? ACTIVITY.closed : ACTIVITY.implementation });
  activity.ele('activity-date', { type: ACTIVITY.plannedStart, 'iso-date': plan.start });
  activity.ele('activity-date', { type: ACTIVITY.plannedEnd, 'iso-date': plan.end });
  for (const result of model.results) {
    const own = model.indicators.filter((indicator) => indicator.result === result.code);
    if (own.length === 0) continue;
    const element = activity.ele('result', { type: resultType(result.level, model), 'aggregation-status': '1' });
    narrative(element, 'title', result.title);
    if (result.description !== '') narrative(element, 'description', result.description);
    for (const indicator of own) addIndicator(element, indicator, model, catalogue);
  }
  return `${document.end({ prettyPrint: true })}\n`;
}
