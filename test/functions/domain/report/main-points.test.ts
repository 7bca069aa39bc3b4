import { describe, expect, it } from 'vitest';
import { mainPoints } from '../../../../functions/domain/report/main-points.ts';
import type { ReportIndicator } from '../../../../functions/domain/report/schema.ts';
import { countStatuses } from '../../../../functions/domain/report/status-counts.ts';
import { reportCatalogue, reportModel } from '../../../support/report-data.ts';

const [pattern] = reportModel().indicators;
const coverage = { reported: 3, expected: 4 };

/** An indicator of the year 2025 with a level of 100 as its target; on track unless told otherwise. */
function indicator(code: string, changes: Partial<ReportIndicator> = {}): ReportIndicator {
  if (!pattern) throw new Error('The model has no indicator');
  const actual = changes.actual === undefined ? 95 : changes.actual;
  return {
    ...{ ...pattern, code, title: `Title ${code}`, overTime: 'latest', baseline: null, direction: 'increase' },
    ...{ target: 100, targetPeriod: '2025', expected: 100, yearToDate: actual, attainment: 0.95 },
    ...{ status: 'on-track', coverage, series: [{ period: '2025', actual, coverage }], actual: 95, ...changes },
  };
}

interface Case {
  readonly indicators?: readonly ReportIndicator[];
  readonly reported?: number;
  readonly expected?: number;
  readonly missing?: readonly string[];
}

function points(language: string, { indicators = [], reported = 4, expected = 4, missing = [] }: Case): string[] {
  const facts = {
    statuses: countStatuses(indicators.map((one) => one.status)),
    indicators: [...indicators],
    coverage: { reported, expected },
    missing: missing.map((title) => ({ code: title, title })),
    period: '2025',
    ...{ plan: reportModel().plan, annual: null },
  };
  return mainPoints(facts, reportCatalogue(language)).map((point) => point.replace(/[\u00a0\u202f]/g, ' '));
}

const many = (count: number, status: ReportIndicator['status'], from = 1) =>
  Array.from({ length: count }, (_, i) => indicator(`${status}${from + i}`, { status, attainment: null }));

describe('the point on statuses', () => {
  const only = many(1, 'achieved');
  const mixed = [...many(1, 'achieved'), ...many(2, 'at-risk'), ...many(1, 'no-target')];
  const all = [...many(11, 'achieved'), ...many(2, 'on-track'), ...many(3, 'at-risk'), ...many(1, 'off-track')];

  it.each([
    ['en', only, '1 of 1 indicator can be held against a target: 1 achieved.'],
    ['fr', only, '1 indicateur sur 1 peut être comparé à une cible : 1 atteint.'],
    ['es', only, '1 indicador de 1 puede compararse con una meta: 1 logrado.'],
    ['ar', only, 'عدد المؤشرات التي يمكن قياسها بقيم مستهدفة: 1 من أصل 1 (متحقق: 1).'],
    ['en', mixed, '3 of 4 indicators can be held against a target: 1 achieved, 2 at risk.'],
    ['fr', mixed, '3 indicateurs sur 4 peuvent être comparés à une cible : 1 atteint, 2 à risque.'],
    ['es', mixed, '3 indicadores de 4 pueden compararse con una meta: 1 logrado, 2 en riesgo.'],
    ['ar', mixed, 'عدد المؤشرات التي يمكن قياسها بقيم مستهدفة: 3 من أصل 4 (متحقق: 1، معرّض للخطر: 2).'],
    ['en', all, '17 of 17 indicators can be held against a target: 11 achieved, 2 on track, 3 at risk, 1 off track.'],
    [
      'fr',
      all,
      '17 indicateurs sur 17 peuvent être comparés à une cible : 11 atteints, 2 en bonne voie, 3 à risque, 1 en retard.',
    ],
  ])('names in %s only statuses that there are', (language, indicators, sentence) => {
    expect(points(language, { indicators })[0]).toBe(sentence);
  });

  it.each(['en', 'fr', 'es', 'ar'])('never counts to zero in %s', (language) => {
    for (const status of ['achieved', 'on-track', 'at-risk', 'off-track'] as const)
      expect(points(language, { indicators: many(1, status) })[0]).not.toMatch(/(?<!\d)0/);
  });
});

describe('the points on single indicators', () => {
  const behind = indicator('b', { status: 'off-track', actual: 20, yearToDate: 20, attainment: 0.2 });
  const fromBaseline = { ...behind, baseline: 10, attainment: 0.111, expected: 55, code: 'c', title: 'Title c' };

  it.each([
    ['en', behind, 'Furthest behind: Title b (b), 20 against a target of 100, an attainment of 20%.'],
    ['fr', behind, 'Plus grand retard : Title b (b), 20 pour une cible de 100, soit un avancement de 20 %.'],
    ['es', behind, 'Mayor retraso: Title b (b), 20 frente a una meta de 100, lo que equivale a un avance del 20 %.'],
    ['ar', behind, 'الأكثر تأخراً: Title b (b)، 20 مقابل قيمة مستهدفة قدرها 100، أي بنسبة إنجاز 20‎%‎.'],
    [
      'en',
      fromBaseline,
      'Furthest behind: Title c (c), 20 against 55 expected by now from a baseline of 10, an attainment of 11.1%.',
    ],
    [
      'fr',
      fromBaseline,
      'Plus grand retard : Title c (c), 20 pour un niveau attendu de 55 à ce stade, à partir d’une valeur de référence de 10, soit un avancement de 11,1 %.',
    ],
    [
      'es',
      fromBaseline,
      'Mayor retraso: Title c (c), 20 frente a lo previsto a la fecha (55), desde una línea de base de 10, lo que equivale a un avance del 11,1 %.',
    ],
    [
      'ar',
      fromBaseline,
      'الأكثر تأخراً: Title c (c)، 20 مقابل قيمة متوقعة حتى الآن قدرها 55، انطلاقاً من خط أساس قدره 10، أي بنسبة إنجاز 11.1‎%‎.',
    ],
  ])('say in %s how far the worst is behind', (language, one, sentence) => {
    expect(points(language, { indicators: [indicator('a'), one] })[1]).toBe(sentence);
  });

  it('put what is off track before what is at risk, however low its attainment', () => {
    const atRisk = indicator('r', { status: 'at-risk', attainment: 0.01 });
    expect(points('en', { indicators: [atRisk, behind] })[1]).toMatch(/^Furthest behind: Title b /);
  });

  it('tell of a limit that was passed without calling that an attainment, the most passed first', () => {
    const limit = { direction: 'decrease', rightSide: 'below', overTime: 'sum', status: 'off-track' } as const;
    const little = indicator('l', { ...limit, actual: 130, attainment: 1.3 });
    const much = indicator('m', { ...limit, actual: 300, attainment: 3 });
    expect(points('en', { indicators: [little, much] }).slice(1, 3)).toEqual([
      'Furthest behind: Title m (m), 300 against a target of 100.',
      'Also off track: Title l (l).',
    ]);
  });

  it('take what has no attainment for the last of its kind', () => {
    const unknown = indicator('u', { status: 'at-risk', attainment: null });
    const known = indicator('k', { status: 'at-risk', attainment: 0.8 });
    expect(points('en', { indicators: [unknown, known] })[1]).toMatch(/^Furthest behind: Title k /);
    expect(points('en', { indicators: [unknown] })[1]).toBe(
      'Furthest behind: Title u (u), 95 against a target of 100.',
    );
  });

  it.each([
    ['en', 2, 'Also off track: Title off-track1 (off-track1).'],
    [
      'en',
      5,
      'Also off track: Title off-track1 (off-track1), Title off-track2 (off-track2), Title off-track3 (off-track3) and 1 other indicator.',
    ],
    [
      'fr',
      6,
      'Également en retard : Title off-track1 (off-track1), Title off-track2 (off-track2), Title off-track3 (off-track3) et 2 autres indicateurs.',
    ],
    [
      'es',
      5,
      'También con retraso: Title off-track1 (off-track1), Title off-track2 (off-track2), Title off-track3 (off-track3) y 1 indicador más.',
    ],
    [
      'ar',
      6,
      'خارج المسار أيضاً: Title off-track1 (off-track1)، Title off-track2 (off-track2)، Title off-track3 (off-track3) ومؤشران آخران.',
    ],
  ])('name in %s the others off track, of %d', (language, count, sentence) => {
    const indicators = [behind, ...many(count - 1, 'off-track')];
    expect(points(language, { indicators })[2]).toBe(sentence);
  });

  it.each([
    ['en', 1, '1 indicator has a target but no figure for this period.'],
    ['en', 2, '2 indicators have a target but no figure for this period.'],
    ['fr', 1, '1 indicateur a une cible mais aucun chiffre pour cette période.'],
    ['es', 2, '2 indicadores tienen meta pero ninguna cifra en este período.'],
    ['ar', 3, '3 مؤشرات لها قيم مستهدفة ولا أرقام لها في هذه الفترة.'],
  ])('count in %s targets without figures: %d', (language, count, sentence) => {
    expect(points(language, { indicators: [...many(1, 'achieved'), ...many(count, 'no-data')] })).toContain(sentence);
  });

  it('compare with the period before only what as many offices reported', () => {
    const series = (reported: number) => [
      { period: '2024', actual: 50, coverage: { reported, expected: 4 } },
      { period: '2025', actual: 95, coverage },
    ];
    const fewer = points('en', { indicators: [indicator('a', { series: series(1) })] });
    expect(fewer.some((point) => point.startsWith('Largest change'))).toBe(false);
    expect(points('en', { indicators: [indicator('a', { series: series(3) })] })).toContain(
      'Largest change: Title a (a) rose from 50 in 2024 to 95.',
    );
  });
});

describe('the points on coverage', () => {
  it.each([
    ['en', { reported: 32, expected: 32 }, 'All 32 offices expected to report did so.'],
    ['en', { reported: 1, expected: 2 }, '1 of 2 offices expected to report did so.'],
    ['en', { reported: 0, expected: 14 }, 'None of the 14 offices expected to report did so.'],
    ['fr', { reported: 32, expected: 32 }, 'Les 32 bureaux attendus ont tous communiqué leurs chiffres.'],
    ['fr', { reported: 1, expected: 2 }, '1 bureau sur 2 attendus a communiqué ses chiffres.'],
    ['fr', { reported: 0, expected: 14 }, 'Aucun des 14 bureaux attendus n’a communiqué de chiffres.'],
    ['es', { reported: 32, expected: 32 }, 'Las 32 oficinas previstas han informado.'],
    ['es', { reported: 1, expected: 2 }, '1 oficina de las 2 previstas ha informado.'],
    ['es', { reported: 0, expected: 14 }, 'Ninguna de las 14 oficinas previstas ha informado.'],
    ['ar', { reported: 32, expected: 32 }, 'أبلغت جميع المكاتب المطلوب منها الإبلاغ، وعددها 32.'],
    ['ar', { reported: 0, expected: 14 }, 'لم يُبلغ أي من المكاتب المطلوب منها الإبلاغ، وعددها 14.'],
  ])('say in %s of %o', (language, counts, sentence) => {
    expect(points(language, counts)).toEqual([sentence]);
  });

  it('do not list everybody where nobody reported', () => {
    const missing = ['Haiti', 'Niger'];
    expect(points('en', { reported: 0, expected: 2, missing })).toHaveLength(1);
    expect(points('en', { reported: 1, expected: 2, missing: ['Haiti'] })).toEqual([
      '1 office has not reported: Haiti.',
    ]);
  });

  it.each([
    ['en', '1 office has not reported: Haiti.'],
    ['fr', '1 bureau n’a pas communiqué ses chiffres : Haiti.'],
    ['es', '1 oficina no ha informado: Haiti.'],
    ['ar', 'مكتب واحد لم يُبلغ: Haiti.'],
  ])('speak of a single office once, in %s', (language, sentence) => {
    expect(points(language, { reported: 0, expected: 1, missing: ['Haiti'] })).toEqual([sentence]);
  });
});

describe('of more than six', () => {
  const series = [
    { period: '2024', actual: 50, coverage },
    { period: '2025', actual: 95, coverage },
  ];
  const behind = many(3, 'off-track').map((one) => ({ ...one, attainment: 0.2 }));
  const bad = [...behind, ...many(2, 'no-data'), indicator('t', { series, status: 'at-risk' })];
  const good = indicator('g', { status: 'achieved', attainment: 1.2 });
  const started = (sentence: string): string => sentence.replace(/:.*/, '');

  it('those on what is behind and missing stay, what is furthest ahead has the last place, and changes go first', () => {
    const all = points('en', { indicators: [...bad, good], reported: 3, missing: ['Haiti'] });
    expect(all.map(started)).toEqual([
      '5 of 7 indicators can be held against a target',
      'Furthest behind',
      'Also off track',
      '1 office has not reported',
      '2 indicators have a target but no figure for this period.',
      'Furthest ahead',
    ]);
  });

  it('the largest change is told where there is room', () => {
    const room = points('en', { indicators: bad, reported: 3, missing: ['Haiti'] });
    expect(room).toHaveLength(6);
    expect(room.at(-1)).toBe('Largest change: Title t (t) rose from 50 in 2024 to 95.');
  });
});
