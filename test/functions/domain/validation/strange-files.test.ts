import { describe, expect, it } from 'vitest';
import { judgeText, outcome } from './support.ts';

describe('Columns whose header says more than a role', () => {
  it.each<[string, string, string[]]>([
    ['the indicator’s own unit', 'Indicator;Period;Value (people)\n1a.3;2025-Q1;12\n', ['1a.3 2025-Q1 12']],
    [
      'another unit',
      'Indicator;Period;Value (USD)\n1a.3;2025-Q1;12\n',
      ['error nothing-accepted', 'error not-a-number C2 12 USD -> people'],
    ],
    [
      'another indicator than the row names',
      'Indicator;Period;Share satisfied;People in camps\n1a.3;2025-Q1;;12\n1a.1;2025-Q1;;13\n',
      ['1a.3 2025-Q1 12', 'error unknown-indicator A3 1a.1 / People in camps -> 1a.3 (People in camps)'],
    ],
    ['a word for figures', 'Indicator;Period;Quantity\n1a.3;2025-Q1;12\n', ['1a.3 2025-Q1 12']],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text))).toEqual(expected);
  });
});

describe('Tags of the humanitarian exchange language', () => {
  it.each<[string, string, string[]]>([
    [
      'that say of whom the figures are',
      '#indicator+code;#date;#affected+f;#affected+m;#affected\n1a.1;2025-Q1;0;0;0\n',
      ['1a.1 2025-Q1 0 female 0 male 0'],
    ],
    [
      'that say it below a header that does not',
      'What;When;Value;Total\n#indicator+code;#date;#affected+f;#affected+all\n1a.1;2025-Q1;0;0\n',
      ['1a.1 2025-Q1 0 female 0'],
    ],
    [
      'of people targeted, in need or planned, which are no results',
      '#indicator+code;#date;#targeted;#inneed;#indicator+value+target;#reached\n1a.3;2025-Q1;9;99;9;5\n',
      ['1a.3 2025-Q1 5'],
    ],
    [
      'of people whom the plan does not tell apart',
      '#indicator+code;#date;#reached+idps;#reached\n1a.3;2025-Q1;3;5\n',
      ['1a.3 2025-Q1 5', 'warning unknown-column C1 #reached+idps'],
    ],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text))).toEqual(expected);
  });
});
