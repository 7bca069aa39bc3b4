import type { Observation } from '../../../ledger/entry.ts';
import { evaluate, holds, type Rounded } from '../../../plan/evaluate.ts';
import { figuresIn, type NamedFigure } from '../../../plan/expression.ts';
import { type RuleOperator, titleIn } from '../../../plan/model.ts';
import { type ReadyRule, readyRules } from '../../../plan/plan-rules.ts';
import { plainNumber, tolerance } from '../../figures.ts';
import { issue } from '../../issue.ts';
import { few } from '../few.ts';
import { type Cell, cellOf, placeOfAll } from '../place.ts';
import type { Finding, ReviewContext, ReviewRule, Told } from '../rule.ts';
import { type StatedFigure, statedFigure } from '../stated-figure.ts';

const SIGNS: Readonly<Record<RuleOperator, string>> = {
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
};

/** What the file states of one org unit and period, by indicator. */
type Stated = ReadonlyMap<string, Observation>;

interface Place {
  readonly orgUnit: string;
  readonly period: string;
  readonly stated: Stated;
}

interface Looked extends StatedFigure {
  readonly slack: number;
  readonly text: string;
  /** Null where the figure is not the file's. */
  readonly observation: Observation | null;
  readonly cell: Cell | null;
}

function show(value: number, isShare: boolean): string {
  return isShare ? `${plainNumber(Number((value * 100).toPrecision(6)))}%` : plainNumber(Number(value.toPrecision(12)));
}

function nameOf({ indicator, categories }: NamedFigure): string {
  const conditions = categories.map(({ dimension, category }) => `${dimension}=${category}`);
  return conditions.length === 0 ? indicator : `${indicator}[${conditions.join(', ')}]`;
}

/** A figure that a rule names: the file's, else that of the ledger; null where nobody reported it. */
function lookUp(named: NamedFigure, place: Place, { lookup, history }: ReviewContext): Looked | null {
  const indicator = lookup.indicator(named.indicator);
  if (!indicator) return null;
  const own = place.stated.get(indicator.code) ?? null;
  const observation = own ?? history.of(place.orgUnit, indicator.code).get(place.period);
  const found = observation && statedFigure(observation, indicator, named.categories);
  if (!found) return null;
  const isExact = indicator.kind === 'count' || indicator.kind === 'yes-no';
  const cell = own && cellOf(own, found.row);
  const text = `${nameOf(named)} = ${show(found.value, indicator.kind === 'percentage')}${cell?.address ? ` (${cell.address})` : ''}`;
  return { ...found, slack: isExact ? 0 : tolerance(indicator, 'value'), text, observation: own, cell };
}

function check({ rule, left, right }: ReadyRule, place: Place, context: ReviewContext): Finding[] {
  const { plan, lookup, language } = context;
  const value = (named: NamedFigure): Rounded | null => lookUp(named, place, context);
  const [a, b] = [evaluate(left, value), evaluate(right, value)];
  if (!a || !b || holds(a, rule.operator, b)) return [];
  const named = [left, right].flatMap(figuresIn);
  const looked = new Map(
    named.flatMap((one) => {
      const found = lookUp(one, place, context);
      return found ? [[found.text, found] as const] : [];
    }),
  );
  const own = [...looked.values()];
  const isShare = named.every(({ indicator }) => lookup.indicator(indicator)?.kind === 'percentage');
  const { params, ...at } = placeOfAll(own.flatMap(({ cell }) => cell ?? []));
  const found = issue('plan-rule', rule.severity, {
    ...at,
    found: show(a.value, isShare),
    expected: `${SIGNS[rule.operator]} ${show(b.value, isShare)}`,
    params: {
      ...params,
      rule: rule.code,
      statement: titleIn(rule.message, language, plan.defaultLanguage),
      orgUnit: place.orgUnit,
      period: place.period,
      figures: [...looked.keys()].join(', '),
    },
  });
  return [{ issue: found, about: [...new Set(own.flatMap(({ observation }) => observation ?? []))] }];
}

/** Errors as they are; of warnings about figures that are not returned anyway a few for each rule. */
function said(found: readonly (readonly Finding[])[], { isReturned }: Told): Finding[] {
  return found.flatMap((ofRule) => {
    const errors = ofRule.filter(({ issue: { severity } }) => severity === 'error');
    return [...errors, ...few(ofRule.filter((one) => !errors.includes(one) && !one.about.every(isReturned)))];
  });
}

/**
 * The plan's own rules between indicators. Each is evaluated for every org unit and period of which the file states one of the figures
 * named; the others come from the file or else from the ledger. It is silent where a figure was not reported or would be divided by zero.
 */
export const planRule: ReviewRule = {
  code: 'plan-rule',
  begin(context) {
    const rules = readyRules(context.plan);
    const named = new Set(rules.flatMap(({ indicators }) => [...indicators]));
    const places = new Map<string, { orgUnit: string; period: string; stated: Map<string, Observation> }>();
    return {
      see({ orgUnit, indicator, stated }) {
        if (!named.has(indicator.code)) return;
        for (const observation of stated) {
          const { period } = observation;
          const key = `${orgUnit}\n${period}`;
          const place = places.get(key) ?? { orgUnit, period, stated: new Map() };
          places.set(key, place);
          place.stated.set(indicator.code, observation);
        }
      },
      findings(told) {
        const found = rules.map((rule) =>
          [...places.values()]
            .filter(({ stated }) => [...rule.indicators].some((code) => stated.has(code)))
            .flatMap((place) => check(rule, place, context)),
        );
        const errors = found.flat().filter(({ issue: { severity } }) => severity === 'error');
        const returned = new Set(errors.flatMap(({ about }) => about));
        return said(found, { ...told, isReturned: (one) => told.isReturned(one) || returned.has(one) });
      },
    };
  },
};
