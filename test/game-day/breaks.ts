import { askAgain, at, type Break, keyOf, replayAll, sendAgain } from './day.ts';
import type { Machine } from './machine.ts';

const REPLAY = 'dead letters replayed';

const morning = { from: at('07:55'), until: at('09:45') };
const nextMorning = { from: at('29:55'), until: at('31:30') };

async function replayAndAsk(machine: Machine): Promise<void> {
  await replayAll(machine);
  await askAgain(machine);
}

/** Every part that may break, one after the other. */
export const BREAKS: readonly Break[] = [
  {
    ...{ part: 'plan', how: 'every call fails', broken: { failing: ['plan'] }, from: at('06:55'), until: at('07:50') },
    ...{ alarms: ['files-waiting', 'dead-letters'], recovery: REPLAY, recover: replayAll },
  },
  {
    ...{ part: 'ingest', how: 'every call fails', broken: { failing: ['ingest'] }, ...morning },
    ...{ alarms: ['files-waiting', 'dead-letters'], recovery: REPLAY, recover: replayAll },
  },
  {
    ...{ part: 'ingest', how: 'no room in the account', broken: { withoutRoom: ['ingest'] } },
    ...{ from: at('07:55'), until: at('08:50') },
    ...{ alarms: ['files-waiting', 'throttled'], recovery: 'none: taken up by itself' },
  },
  {
    ...{ part: 'table', how: 'throttles every request', ...morning },
    broken: { fate: ({ service }) => (service === 'dynamodb' ? 'throttle' : null) },
    ...{ alarms: ['files-waiting', 'dead-letters', 'pages-failing'], recovery: `${REPLAY}; the office asks again` },
    recover: replayAndAsk,
  },
  {
    ...{ part: 'aggregate', how: 'every call fails', broken: { failing: ['aggregate'] }, ...morning },
    ...{ alarms: ['figures-waiting', 'dead-letters'], recovery: REPLAY, recover: replayAll },
  },
  {
    ...{ part: 'SES', how: 'refuses every mail', ...morning },
    broken: { fate: ({ service }) => (service === 'ses' ? 'error' : null) },
    ...{
      alarms: ['files-waiting', 'dead-letters'],
      recovery: `${REPLAY}; the office asks again`,
      recover: replayAndAsk,
    },
  },
  {
    ...{ part: 'S3', how: 'announces no upload', broken: { silent: true }, ...morning },
    ...{ alarms: ['canary-silent'], recovery: 'the offices send again', recover: sendAgain, sameness: 'sent-again' },
  },
  {
    ...{ part: 'a file', how: 'kills its reader', broken: { deadly: keyOf('NER') }, ...morning },
    ...{ alarms: ['files-waiting', 'dead-letters'], recovery: REPLAY, recover: replayAll },
  },
  {
    ...{ part: 'upload page', how: 'every call fails', broken: { failing: ['upload'] }, ...morning },
    ...{ alarms: ['pages-failing'], recovery: 'the office asks again', recover: askAgain },
  },
  {
    ...{ part: 'dispatch', how: 'is never run', broken: { unscheduled: ['dispatch'] } },
    ...{ from: at('29:55'), until: at('33:30'), alarms: ['dispatch-missing'] },
    ...{ recovery: 'invoke dispatch with {}', recover: (machine) => machine.invoke('dispatch') },
  },
  {
    ...{ part: 'remind', how: 'is never run', broken: { unscheduled: ['remind'] } },
    ...{ from: at('29:55'), until: at('33:30'), alarms: ['remind-missing'] },
    ...{ recovery: 'invoke remind with {}', recover: (machine) => machine.invoke('remind') },
    // By then there are workbooks, which go with the reminders.
    sameness: 'sent-again',
  },
  {
    ...{ part: 'report', how: 'every call fails', broken: { failing: ['report'] }, ...nextMorning, until: at('31:50') },
    ...{ alarms: ['reports-waiting', 'dead-letters'], recovery: REPLAY, recover: replayAll },
  },
  {
    ...{ part: 'workbook', how: 'every call fails', broken: { failing: ['workbook'] }, ...nextMorning },
    ...{ alarms: ['dead-letters'], recovery: REPLAY, recover: replayAll },
  },
];
