import { expect, it } from 'vitest';
import { withoutContacts } from '../../../../functions/domain/report/contacts.ts';
import { reportInput, reportModel, syntheticActuals } from '../../../support/report-data.ts';

it.each([
  ['Ask amina.k@example.org, or Ali', 'Ask …, or Ali'],
  ['Questions: +254 (712) 345-678.', 'Questions: ….'],
  ['Up +1,200 on 12 500 000; sites 3-4, @ noon', 'Up +1,200 on 12 500 000; sites 3-4, @ noon'],
])('a remark keeps its words and figures, but no way to reach a person: %s', (text, kept) => {
  expect(withoutContacts(text)).toBe(kept);
});

it('so does every remark of a report', () => {
  const { period, scope } = reportInput();
  const note = { orgUnit: 'KEN', indicator: '1a.1.1', period, text: 'Ask amina@example.org' };
  const current = { ...syntheticActuals(scope, period), notes: [note] };
  expect(reportModel('en', { current }).notes.map(({ text }) => text)).toEqual(['Ask …']);
});
