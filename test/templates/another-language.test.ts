import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recompute } from '../../functions/aggregate/step.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { ingest } from '../../functions/ingest/step.ts';
import { acceptPlan } from '../../functions/plan/step.ts';
import { remind } from '../../functions/remind/step.ts';
import { report } from '../../functions/report/step.ts';
import { readTemplates } from '../../functions/templates.ts';
import { makeWorkbook } from '../../functions/workbook/step.ts';
import { createBucket } from '../../infra/local/bucket.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { planWorkbook } from '../support/plan-workbook.ts';

/** A language of which nothing but the one catalogue is there: every message of the English one in brackets, from right to left. */
const LANGUAGE = 'qps';

const ENGLISH: Readonly<Record<string, string>> = JSON.parse(readFileSync('templates/locales/en.json', 'utf8'));

function templatesWithIt(folder: string) {
  cpSync('templates', folder, { recursive: true });
  const bracketed = Object.entries(ENGLISH).map(([key, message]) => [key, `⟦${message}⟧`]);
  const catalogue = {
    ...Object.fromEntries(bracketed),
    ...{ 'language.locale': 'en-GB', 'language.direction': 'rtl' },
  };
  writeFileSync(join(folder, 'locales', `${LANGUAGE}.json`), JSON.stringify(catalogue));
  return readTemplates(folder);
}

/** The plan with Greek words in all its texts, so that what is left in Latin letters is ours. */
function greekPlan(): Plan {
  let count = 0;
  const greek = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(greek);
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (!['title', 'definition', 'description', 'message'].includes(key)) return [key, greek(part)];
        count += 1;
        return [key, { en: `Δ${count}`, [LANGUAGE]: `Δ${count}` }];
      }),
    );
  };
  const plan = minimalPlan({ languages: ['en', LANGUAGE] });
  const { levels, results, indicators, dimensions, orgUnits, rules } = plan;
  const words = greek({ title: {}, levels, results, indicators, dimensions, orgUnits, rules });
  const common = { scope: 'GLOBAL', language: LANGUAGE, formats: ['html'] } as const;
  const changed = Object.assign({ ...plan }, words);
  return {
    ...changed,
    orgUnits: changed.orgUnits.map((unit) => ({ ...unit, language: LANGUAGE })),
    subscriptions: [
      { ...common, email: 'a@example.org', report: 'results', frequency: 'annual' },
      { ...common, email: 'b@example.org', report: 'annual', frequency: 'annual' },
      { ...common, email: 'c@example.org', report: 'completeness', frequency: 'annual' },
    ],
  };
}

const FILE = [
  'indicator,period,value,numerator,denominator,sex,note',
  '1a.3,2025-Q4,5,,,,ΨΨ',
  '1a.3,2025-Q3,many,,,,',
  '1a.2,2025-Q4,,9,4,,',
  '1a.2,2025-Q3,,1,4,,',
  '1a.1,2025-Q4,7,,,,',
  '9z.9,2025-Q4,7,,,,',
];

const folder = mkdtempSync(join(tmpdir(), 'jalon-language-'));
let aws: TestAws;
/** Every text that somebody may read, by where it stands. */
const texts = new Map<string, string>();
const heads: string[] = [];

function visible(html: string): string {
  heads.push(/<html ([^>]*)>/.exec(html)?.[1] ?? '');
  const shown = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ');
  const attributes = [...shown.matchAll(/ (?:aria-label|title|alt|placeholder)=(?:"([^"]*)"|([^\s">]+))/g)];
  const said = attributes.map(([, quoted, plain]) => quoted ?? plain ?? '').join('\n');
  return `${said}\n${shown.replace(/<[^>]*>/g, '\n')}`.replace(/&#x([0-9a-f]+);/gi, (_, code) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

function cells(bytes: Uint8Array): string {
  const opened = openFile(bytes);
  if (!opened.ok) throw new Error(opened.issue.code);
  const shown = opened.grids.filter(({ hidden, sheet }) => !hidden && !sheet?.startsWith('jalon'));
  return shown
    .flatMap(({ sheet, rows }) => [sheet ?? '', ...rows.flat().filter((cell) => typeof cell === 'string')])
    .join('\n');
}

beforeAll(async () => {
  aws = await startTestAws();
  const browser = { pdf: async () => new Uint8Array(), close: async () => undefined };
  const templates = templatesWithIt(folder);
  const deps = { ...createDependencies(aws), templates, browser, fontCss: () => '' };
  const upload = (key: string, eventTime: string) => ({ key, versionId: null, size: null, eventTime, sequencer: '1' });
  await aws.put('plan/plan.xlsx', await planWorkbook(greekPlan()));
  await acceptPlan(upload('plan/plan.xlsx', '2026-01-10T08:00:00.000Z'), deps);
  await aws.put('uploads/KEN/f.csv', FILE.join('\n'));
  await ingest(upload('uploads/KEN/f.csv', '2026-01-11T08:00:00.000Z'), deps);
  await recompute([{ kind: 'observations', orgUnits: ['KEN'], period: '2025-Q4' }], deps);
  const message = { period: '2025', scope: 'GLOBAL', language: LANGUAGE };
  await report(message, deps);
  await report({ ...message, kind: 'annual' }, deps);
  await makeWorkbook({ orgUnit: 'KEN', period: '2025-Q4' }, deps);
  await remind({ date: '2026-01-21' }, deps);
  const bucket = createBucket(aws.bucket);
  for (const key of await bucket.list('')) {
    const bytes = await bucket.fetch(key);
    if (key.startsWith('uploads/') || key.startsWith('plan/')) continue;
    if (key.endsWith('.html')) texts.set(key, visible(new TextDecoder().decode(bytes)));
    if (key.endsWith('.xlsx')) texts.set(key, cells(bytes));
  }
  for (const [i, { to, raw }] of (await aws.embedded.readInbox()).entries()) {
    const { subject = '', html = '', text = '' } = await PostalMime.parse(raw);
    texts.set(`mail ${i} to ${to.join()}`, [subject, visible(html), text].join('\n'));
  }
}, 60_000);
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true, force: true });
});

const CODES = Object.keys(ENGLISH).flatMap((key) => /^issue\.(.+)\.message$/.exec(key)?.[1] ?? []);

/** What nobody translates: what offices wrote, codes, keys, addresses, names of formats, and dates, which follow the locale. */
const UNTRANSLATED = [
  ...CODES.map((code) => new RegExp(`(?<![\\w-])${code}(?![\\w-])`, 'g')),
  /\S*(?:uploads|plan|receipts|workbooks|reports)\/\S*/g,
  /[\w.-]+@[\w.-]+/g,
  /\bf\.csv\b|\bplan\.xlsx\b|jalon\/report\/1|\bjalon-issues\b/g,
  /\b(?:indicator|period|value|numerator|denominator|sex|nationality|note|many|people|demo)\b/g,
  /\b(?:GLOBAL|AFR|AME|KEN-DAD|KEN|COL|NER)\b/g,
  /\b\d[a-z](?:\.\d+)*\b|\b[0-9a-f]{12,}\b/g,
  /\b(?:PDF|Excel|CSV|JSON|IATI)\b/g,
  /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g,
  /\b\d{1,2} [A-Z][a-z]+ \d{4}(?: at \d\d:\d\d Central European Standard Time)?/g,
];

function unbracketed(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  return less === text ? text : unbracketed(less);
}

it('is spoken by every page, workbook and mail', () => {
  const kinds = [...texts.keys()].map(
    (key) =>
      key
        .replace(/^mail \d+ to/, 'mail to')
        .split('/')
        .at(-1) ?? '',
  );
  for (const name of ['report.html', 'annual.html', 'completeness.html', 'index.html', 'report.xlsx'])
    expect(kinds).toContain(name);
  expect(kinds.filter((name) => name.startsWith('mail to')).length).toBeGreaterThan(5);
  for (const [key, text] of texts) expect(text, key).toContain('⟦');
});

it('leaves no word of another language in them', () => {
  const left = [...texts].flatMap(([key, text]) => {
    const rest = UNTRANSLATED.reduce((less, pattern) => less.replace(pattern, ' '), unbracketed(text));
    return [...new Set(rest.match(/[A-Za-z][A-Za-z’-]+/g))].map((word) => `${key}: ${word}`);
  });
  expect(left).toEqual([]);
});

it('is named on every page, and read from right to left where its catalogue says so', () => {
  expect(heads.length).toBeGreaterThan(10);
  expect(heads.filter((head) => head !== `lang="${LANGUAGE}" dir="rtl"`)).toEqual([]);
});
