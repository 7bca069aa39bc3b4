import { describe, expect, it } from 'vitest';
import { readEmail } from '../../../../functions/domain/plan/workbook/cells.ts';

describe('an address of the plan', () => {
  it.each([
    ['ken@example.org', 'ken@example.org'],
    [' ‎ken@example.org ', 'ken@example.org'],
    ["o'neil+q1@mail.example.org", "o'neil+q1@mail.example.org"],
    ['Bureau.Dakar@Example.ORG', 'Bureau.Dakar@Example.ORG'],
    ['bureau@ministère.ml', 'bureau@xn--ministre-60a.ml'],
    ['bureau@xn--ministre-60a.ml', 'bureau@xn--ministre-60a.ml'],
    ['office@مثال.إختبار', 'office@xn--mgbh0fb.xn--kgbechtv'],
  ])('%j is taken as %j', (text, expected) => {
    expect(readEmail(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ...['ken', 'ken@', '@example.org', 'ken@example', 'ken@@example.org', 'ken@example.org, ann@example.org'],
    ...['élise@ong.org', 'مكتب@example.org', 'a..b@example.org', '.a@example.org', 'a.@example.org'],
    ...['"ken b"@example.org', 'Ken <ken@example.org>', 'ken@exa mple.org', 'ken@-example.org', 'ken@example..org'],
    ...[
      'ken@example.org.',
      'ken@[10.0.0.1]',
      'ken@10.0.0.1',
      'ken@example.org/x',
      'ken@example.org:25',
      'ken@example.o',
    ],
    ...[`${'k'.repeat(65)}@example.org`, `ken@${'e'.repeat(64)}.org`, `ken@${'example.'.repeat(32)}org`],
  ])('%j is none that SES sends to', (text) => {
    expect(readEmail(text)).toMatchObject({ ok: false, code: 'plan-not-an-email' });
  });
});
