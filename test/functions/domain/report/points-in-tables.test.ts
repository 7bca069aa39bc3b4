import { expect, it } from 'vitest';
import { buildReport } from '../../../../functions/domain/report/build-report.ts';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import { annualInput } from '../../../support/annual-data.ts';
import { reportCatalogue, reportInput, templateSource } from '../../../support/report-data.ts';

/** Spaces that group digits are one kind, and marks of direction none. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u2066-\u2069]/g, '');
const figuresIn = (text: string): string[] => plain(text).match(/\d+(?:[.,]\d+| \d{3}(?!\d))*/g) ?? [];

const KINDS = { results: reportInput, annual: annualInput };

it.each(
  ['en', 'fr', 'es', 'ar'].flatMap((language) =>
    (['results', 'annual'] as const).map((kind) => [kind, language] as const),
  ),
)('every figure that a main point gives of an indicator stands in its table row: %s, %s', (kind, language) => {
  const model = buildReport(KINDS[kind](language));
  const page = renderReport(model, { source: templateSource, catalogue: reportCatalogue(language) });
  const rows = page.match(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g) ?? [];
  const told = model.mainPoints.flatMap((point) => {
    const { code, title } = model.indicators.find((one) => point.includes(`(${one.code})`)) ?? {};
    return code === undefined || title === undefined
      ? []
      : [{ code, figures: figuresIn(point.replace(code, '').replace(title, '')) }];
  });
  expect(told).toHaveLength(3);
  for (const { code, figures } of told) {
    const own = rows.filter((row) => row.includes(`<bdi class="code">${code}</bdi>`));
    const shown = new Set(own.flatMap((row) => figuresIn(row.replace(/<[^>]*>/g, ' '))));
    expect(figures.filter((figure) => !shown.has(figure))).toEqual([]);
    expect(figures.length).toBeGreaterThan(1);
  }
});
