import { describe, expect, it } from 'vitest';
import type { Actual } from '../../../../../functions/domain/aggregation/actual.ts';
import { annexCsv } from '../../../../../functions/domain/report/annex/csv.ts';
import { iatiXml } from '../../../../../functions/domain/report/annex/iati.ts';
import { annexTables } from '../../../../../functions/domain/report/annex/tables.ts';
import type { ReportKind } from '../../../../../functions/domain/report/build-report.ts';
import { renderReport } from '../../../../../functions/domain/report/html.ts';
import { renderReportMail } from '../../../../../functions/domain/report/report-mail.ts';
import {
  reportCatalogue,
  reportModel,
  reportPlan,
  syntheticActuals,
  templateSource,
} from '../../../../support/report-data.ts';

const INDICATOR = '1a.1.1';
const plan = { ...reportPlan(), suppressBelow: 9000 };

/** Five-figure totals; what is withheld differs between worlds, in figures that stand nowhere else. */
const TOTAL = 93_119;
const WORLDS = [
  { female: 7331, country: 8527, cells: [3217, 4114, 27_083, 58_705] },
  { female: 6449, country: 5273, cells: [2531, 3918, 27_769, 58_901] },
] as const;

type World = (typeof WORLDS)[number];

function partsOf({ female, country, cells }: World): Pick<Actual, 'breakdowns' | 'crossed' | 'unknown'> {
  const cell = (dimension: string, category: string, value: number) => ({ dimension, category, value });
  const crossed = cells.map((value, at) => ({
    categories: { sex: at < 2 ? 'female' : 'male', age: at % 2 === 0 ? 'under-18' : 'adult' },
    value,
  }));
  return {
    breakdowns: [
      cell('sex', 'female', female),
      cell('sex', 'male', TOTAL - female),
      cell('age', 'under-18', 30_300),
      cell('age', 'adult', TOTAL - 30_300),
      cell('nationality', 'ETH', country),
      cell('nationality', 'SOM', 51_413),
    ],
    crossed,
    unknown: [{ dimension: 'nationality', value: TOTAL - country - 51_413 }],
  };
}

function modelOf(world: World, language: string, kind: ReportKind = 'results') {
  const current = syntheticActuals('GLOBAL', '2025-Q2');
  const actuals = current.actuals.map((actual) =>
    actual.indicator === INDICATOR ? { ...actual, value: TOTAL, ...partsOf(world) } : actual,
  );
  return reportModel(language, { plan, kind, current: { ...current, actuals } });
}

/** All that is published of a world, in one language. */
function publishedOf(world: World, language: string): string[] {
  const model = modelOf(world, language);
  const options = { source: templateSource, catalogue: reportCatalogue(language) };
  const { subject, html, text } = renderReportMail(model, options);
  const { catalogue } = options;
  const annex = [JSON.stringify(annexTables(model, catalogue)), annexCsv(model, catalogue), iatiXml(model, catalogue)];
  const annual = modelOf(world, language, 'annual');
  return [model, annual]
    .flatMap((one) => [JSON.stringify(one), renderReport(one, options)])
    .concat(subject, html, text, annex);
}

describe.each(['en', 'fr', 'es', 'ar'])('what is published in %s', (language) => {
  const [first, second] = WORLDS.map((world) => publishedOf(world, language));

  it('is the same to the last byte whatever the figures withheld are: hash, order, bars and sentences too', () => {
    expect(first).toEqual(second);
  });

  it('shows none of them, however written', () => {
    const digits = (text: string) => text.replace(/(?<=\d)[\s.,\u066c]+(?=\d{3})/g, '');
    for (const { female, country, cells } of WORLDS)
      for (const value of [female, country, ...cells, TOTAL - female])
        for (const text of first ?? []) expect(digits(text)).not.toContain(String(value));
  });
});

it('says how many are withheld, and that totals are not', () => {
  const model = modelOf(WORLDS[0], 'en');
  const cells = model.indicators.find(({ code }) => code === INDICATOR);
  const marks = (list: readonly { suppressed: boolean }[] = []) => list.map(({ suppressed }) => suppressed);
  expect(marks(cells?.breakdowns)).toEqual([true, true, false, false, true, false]);
  expect(marks(cells?.unknown)).toEqual([true]);
  expect(marks(cells?.crossed)).toEqual([true, true, true, true]);
  expect(cells?.actual).toBe(TOTAL);
  const page = renderReport(model, { source: templateSource, catalogue: reportCatalogue('en') });
  expect(page).toContain('Totals are always shown');
});
