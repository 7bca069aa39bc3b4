import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { renderReport } from '../../../../functions/domain/report/html.ts';
import { reportJson } from '../../../../functions/domain/report/report-json.ts';
import { ReportModel, reportJsonSchema } from '../../../../functions/domain/report/schema.ts';
import { withLineage, withoutLineage } from '../../../../functions/domain/report/with-lineage.ts';
import {
  modelWithLineage,
  OFFICE_FILES,
  officeEntry,
  reportWithLineage,
  traceOf,
} from '../../../support/lineage-data.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { digest, reportCatalogue, reportPlan, templateSource } from '../../../support/report-data.ts';

const some = () => modelWithLineage('en');

const Packed = z.object({ words: z.record(z.string(), z.string()), data: z.base64() });
const Payload = z.object({
  detail: z.string(),
  files: z.array(z.array(z.string())),
  trees: z.record(z.string(), z.unknown()),
});

function page(model: ReportModel, isOnScreen = true): string {
  const options = { source: templateSource, catalogue: reportCatalogue(model.language) };
  return renderReport(model, isOnScreen ? { ...options, digest } : options);
}

function unpacked(html: string) {
  const text = /<script type="application\/json" id="lineage">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}';
  const { words, data } = Packed.parse(JSON.parse(text));
  const payload = Payload.parse(JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString()));
  return { words, payload, text: JSON.stringify(payload) };
}

describe('lineage in a report', () => {
  it('is whole where it makes up the figure, and named incomplete where it does not', () => {
    const model = some();
    const [first] = model.indicators;
    expect(first).toMatchObject({ code: '1a.1.1', actual: 4350, lineage: { complete: true, tree: { value: 4350 } } });
    const entries = OFFICE_FILES.slice(0, 1).map((office) => officeEntry(['1a.1.1'], office));
    const behind = withLineage(withoutLineage(model), traceOf(entries), reportPlan());
    expect(behind.indicators[0]?.lineage).toMatchObject({ complete: false, tree: { value: 4210 } });
    expect(behind.indicators.find(({ code }) => code === '1a.2.1')?.lineage).toEqual({ complete: true, tree: null });
  });

  it('names files and org units once, and leaves the hash as it is', () => {
    const model = some();
    expect(model.files.map(({ key }) => key)).toEqual([
      ...['uploads/KEN/figures.xlsx', 'uploads/COL/corrected <b>.xlsx', 'uploads/COL/figures.xlsx'],
    ]);
    expect(model.units.map(({ code }) => code)).toEqual(['GLOBAL', 'AFR', 'AME', 'KEN', 'COL']);
    expect(withoutLineage(model).hash).toBe(model.hash);
  });

  it('gives cells of breakdowns but not their figures, of which some are withheld', () => {
    const text = JSON.stringify(some().indicators.map(({ lineage }) => lineage));
    expect(text).toContain('{"categories":{"sex":"female"},"cells":["D2"]}');
    expect(text).not.toMatch(/"value":3[,}]/);
    expect(text).not.toContain(`"value":${4210 - 3}`);
  });

  it('does not tell which categories an office stated where some are withheld, but gives their cells', () => {
    const entries = OFFICE_FILES.slice(0, 1).map((office) => officeEntry(['1a.1.1'], office));
    const model = reportWithLineage(entries, { ...reportPlan(), suppressBelow: 10 });
    const [first] = model.indicators;
    expect(first?.breakdowns.some(({ suppressed }) => suppressed)).toBe(true);
    const text = JSON.stringify(first?.lineage);
    expect(text).toContain('{"categories":{},"cells":["D2","E2"]}');
    expect(text).not.toContain('female');
  });

  it('follows the published schema', () => {
    const model = some();
    expect(ReportModel.parse(JSON.parse(reportJson(model)))).toEqual(model);
    expect(JSON.stringify(reportJsonSchema())).toContain('"uncounted"');
  });

  it('takes one line an indicator in report.json, which is the same data else', () => {
    const text = reportJson(some());
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(some())));
    expect(
      text
        .split('\n')
        .filter((line) => line.includes('"lineage": {'))
        .every((line) => line.endsWith('}')),
    ).toBe(true);
    expect(reportJson(withoutLineage(some()))).toBe(`${JSON.stringify(withoutLineage(some()), null, 2)}\n`);
  });
});

describe('lineage in the page', () => {
  it.each(['en', 'fr', 'es', 'ar'])('has every word in %s', (language) => {
    const { words, text } = unpacked(page(modelWithLineage(language)));
    for (const word of [...Object.values(words), text]) expect(word).not.toMatch(/report\.lineage/);
  });

  it('is inert data and a script beside those that filter the page, and hostile names stay text', () => {
    const html = page(some());
    expect(html.match(/<script/g)).toHaveLength(4);
    expect(html).not.toMatch(/<img|<link|<iframe|\ssrc=|url\(|@import|https?:/i);
    const { payload, text } = unpacked(html);
    expect(payload.detail).toBe('parts');
    expect(text).toContain('</script><img src=x>');
    expect(text).toContain('corrected <b>.xlsx');
  });

  it('is not in the page that is printed, which says where to find it', () => {
    const html = page(some(), false);
    expect(html).not.toContain('<script');
    expect(html).toContain('In report.json: for each figure the org units, files, sheets and cells');
  });

  it('is left out where there is nothing to tell', () => {
    expect(page(withoutLineage(some()))).not.toContain('id="lineage"');
  });

  it('gives the same bytes for the same data', () => {
    expect(page(some())).toBe(page(some()));
  });
});

describe('a plan of the full size', () => {
  const offices = Array.from({ length: 590 }, (_, i) => `O${i}`);
  const indicators = Array.from({ length: 150 }, (_, i) => `1a.1.${i + 1}`);
  const small = minimalPlan();
  const [first] = reportPlan().indicators;
  const office = small.orgUnits.find(({ code }) => code === 'KEN');
  if (!first || !office) throw new Error('The plan lacks what the large one is made of');
  const plan: Plan = {
    ...reportPlan(),
    indicators: indicators.map((code) => ({ ...first, code, dimensions: ['sex'] })),
    orgUnits: [
      ...small.orgUnits,
      ...offices.map((code, i) => ({ ...office, code, parent: i % 2 ? 'AFR' : 'AME', title: { en: `Country ${i}` } })),
    ],
    targets: [],
  };
  const model = reportWithLineage(
    offices.map((unit, i) =>
      officeEntry(indicators, { unit, value: 100 + ((i * 7919) % 5003), file: `2025 Q2 ${(i * 31) % 97}.xlsx` }),
    ),
    plan,
  );

  it('keeps the page small: offices and files, and where the cells are', () => {
    const bare = page(model, false);
    const html = page(model);
    expect(html.length).toBeLessThan(300_000);
    expect(html.length - bare.length).toBeLessThan(38_000);
    expect(unpacked(html).payload.detail).toBe('files');
  }, 60_000);

  it('is in report.json in full', () => {
    const text = reportJson(model);
    expect(text.length).toBeLessThan(60_000_000);
    expect(text.match(/"enters":"added"/g)).toHaveLength(590 * 150);
  }, 60_000);
});
