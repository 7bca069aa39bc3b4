import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlookSentence } from '../../../../../functions/domain/report/outlook/sentence.ts';
import type { Notation } from '../../../../../functions/domain/report/words.ts';
import { type Case, outlook } from '../../../../support/outlook-data.ts';
import { reportCatalogue } from '../../../../support/report-data.ts';

const COUNT: Notation = { kind: 'count', overOrgUnits: 'sum', decimals: 0, unit: 'people' };
const SHARE: Notation = { ...COUNT, kind: 'percentage', overOrgUnits: 'ratio', decimals: 1 };

function sentence(language: string, given: Case, notation: Notation): string {
  const found = outlook(given);
  if (typeof found === 'string') throw new Error(`No outlook: ${found}`);
  return outlookSentence(found, notation, reportCatalogue(language)).replace(/[\u00a0\u202f]/g, ' ');
}

const level: Case = { values: [10, 22, 29, 41, 50] };
const share: Case = {
  ...{ values: [0.4, 0.42, 0.41, 0.45, 0.46, 0.47], kind: 'percentage', overOrgUnits: 'ratio' },
  targets: { '2025': 0.6 },
};
const each = (target: number) => ({ '2024': target, '2025': target, '2026': target });
const flow: Case = {
  ...{ overTime: 'sum', end: '2026-12-31', targets: each(1000) },
  values: [100, 200, 300, 400, 110, 210, 310, 410, 120],
};
const limit: Case = { ...flow, side: 'below', targets: each(1040) };
const held: Case = { ...level, targets: { '2025': 45 } };

describe('the sentence', () => {
  it.each<[string, Case, Notation, string]>([
    [
      'en',
      level,
      COUNT,
      'If the trend since Q1 2024 holds, it leads to 79 by 31 December 2025 (between 76 and 89), against a target of 80. Over the 3 remaining quarters that target takes a rise of 10 a quarter; the trend so far is a rise of 9.8 a quarter.',
    ],
    [
      'fr',
      share,
      SHARE,
      'Si la tendance depuis T1 2024 se maintient, elle mène à 50 % d’ici au 31 décembre 2025 (entre 48,5 % et 52,5 %), pour une cible de 60 %. Sur les 2 trimestres restants, cette cible demande une hausse de 6,5 points de pourcentage par trimestre ; la tendance jusqu’ici : une hausse de 1,4 point de pourcentage par trimestre.',
    ],
    [
      'es',
      flow,
      COUNT,
      'Si se mantiene la tendencia desde T1 2024, conduce a un total de 3.120 para el 31 de diciembre de 2026, frente a una meta de 3.000. En los 3 trimestres restantes, esa meta exige 280 por trimestre; hasta ahora el ritmo ha sido de 240 por trimestre.',
    ],
    [
      'ar',
      share,
      SHARE,
      'إذا استمر الاتجاه المسجل منذ الربع الأول 2024 فسيؤدي إلى 50‎%‎ بحلول 31 ديسمبر 2025 (بين 48.5‎%‎ و52.5‎%‎)، مقابل قيمة مستهدفة قدرها 60‎%‎. المطلوب خلال ربعي السنة المتبقيين: ارتفاع قدره 6.5 نقطة مئوية في كل ربع سنة؛ والاتجاه حتى الآن: ارتفاع قدره 1.4 نقطة مئوية في كل ربع سنة.',
    ],
    [
      'en',
      limit,
      COUNT,
      'If the trend since Q1 2024 holds, it leads to a total of 3,120 by 31 December 2026, against a target of 3,120. Over the 3 remaining quarters at most 320 a quarter stays within it; so far it was 240 a quarter.',
    ],
    [
      'en',
      held,
      COUNT,
      'If the trend since Q1 2024 holds, it leads to 79 by 31 December 2025 (between 76 and 89), against a target of 45. The latest figure, 50, is on the right side of it already; the trend so far is a rise of 9.8 a quarter.',
    ],
    [
      'en',
      { ...flow, targets: each(700) },
      COUNT,
      'The target for the whole plan, 2,100, has been reached: 2,160 so far.',
    ],
    [
      'fr',
      { ...limit, targets: each(700) },
      COUNT,
      'Le plafond pour l’ensemble du plan, 2 100, est dépassé : 2 160 à ce jour.',
    ],
    ['ar', { ...flow, targets: each(700) }, COUNT, 'تحققت القيمة المستهدفة للخطة بأكملها، وهي 2,100: 2,160 حتى الآن.'],
  ])('says it in %s', (language, given, notation, words) => {
    expect(sentence(language, given, notation)).toBe(words);
  });

  it.each<[string, Case['frequency'], number, string]>([
    ['en', 'quarterly', 7, 'Over the one remaining quarter that target'],
    ['en', 'quarterly', 6, 'Over the 2 remaining quarters that target'],
    ['en', 'monthly', 8, 'Over the 16 remaining months that target'],
    ['fr', 'quarterly', 7, 'Sur le trimestre restant, cette cible'],
    ['fr', 'monthly', 8, 'Sur les 16 mois restants, cette cible'],
    ['es', 'quarterly', 7, 'En el trimestre restante, esa meta'],
    ['es', 'monthly', 23, 'En el mes restante, esa meta'],
    ['ar', 'quarterly', 7, 'المطلوب خلال ربع السنة المتبقي:'],
    ['ar', 'quarterly', 6, 'المطلوب خلال ربعي السنة المتبقيين:'],
    ['ar', 'quarterly', 5, 'المطلوب خلال أرباع السنة المتبقية وعددها 3:'],
    ['ar', 'monthly', 22, 'المطلوب خلال الشهرين المتبقيين:'],
    ['ar', 'monthly', 8, 'المطلوب خلال الأشهر المتبقية وعددها 16:'],
  ])('counts in %s what remains, %s after %d', (language, frequency, count, words) => {
    const values = Array.from({ length: count }, (_, i) => i + 1);
    const given: Case = { values, targets: { '2025': 500 }, ...(frequency ? { frequency } : {}) };
    expect(sentence(language, given, COUNT)).toContain(words);
  });

  it.each<[string, string, Case, Notation]>([
    [
      'small paces',
      'a rise of 0.013 a quarter',
      { ...level, values: [3, 2.9, 3.1, 2.95, 3] },
      { ...COUNT, decimals: 1 },
    ],
    [
      'no cents of thousands',
      'it leads to 7,926 by',
      { ...level, values: [1000.25, 2200.5, 2900.75, 4100.1, 5000.4] },
      { ...COUNT, kind: 'amount', decimals: 2 },
    ],
    ['a standstill', 'the trend so far is no change', { ...level, values: [3, 5, 3, 3, 5, 3] }, COUNT],
    [
      'a fall',
      'the trend so far is a fall of 10 a quarter',
      { ...level, values: [90, 80, 70, 60, 50], targets: { '2025': 60 } },
      COUNT,
    ],
    ['one point', 'a rise of 1 percentage point a quarter', { ...share, values: [0.1, 0.11, 0.12, 0.13, 0.14] }, SHARE],
  ])('writes %s', (_, words, given, notation) => {
    expect(sentence('en', given, notation)).toContain(words);
  });

  it('states the model’s own figures', () => {
    const values = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 5, maxLength: 7 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 900_000 }), (given, target) => {
        const found = outlook({ values: given, targets: { '2025': target } });
        if (typeof found === 'string') return;
        const words = outlookSentence(found, COUNT, reportCatalogue('en'));
        const numbers = [...words.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map((match) => Number(match[0].replaceAll(',', '')));
        for (const figure of [found.projected, found.finalTarget]) expect(numbers).toContain(Math.round(figure));
        const [pace = Number.NaN] = numbers.slice(-1);
        if (found.paceSoFar !== 0) expect(Math.abs(pace - Math.abs(found.paceSoFar))).toBeLessThanOrEqual(0.5);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
