import { createHash } from 'node:crypto';
import { unpack } from '../../../functions/aws/packing.ts';
import type { Sent } from './deliver.ts';
import type { Left } from './world.ts';

/** Where uploads tell of each other, what a receipt says of earlier ones depends on what had been taken when it was first worked on. */
export type Sameness = 'same' | 'same-figures';

/** By which version a file was judged, and which of two at once came to be which, depends on when they were first worked on. */
const VERSION = /\W+planVersion\W+\d+/g;
const PACKED = /\["data",\{"B":"([^"]+)"\}\]/;

function withoutVersions(text: string): string {
  const [, packed] = PACKED.exec(text) ?? [];
  const said = packed === undefined ? '' : JSON.stringify(unpack(Buffer.from(packed, 'base64')));
  return `${text.replace(PACKED, '')}${said}`.replace(/"planVersion",\{"N":"\d+"\}/, '').replace(VERSION, '');
}

/** Left out: notes of attempts and of failures, which tell of the faults themselves. */
const PASSING = /^(FAILURE|ATTEMPT)#/;
const RELATIVE = /^(HISTORY|SUBMISSION|DONE|PLAN)\b/;

/** Whether a mail could be marked says nothing: what counts is how often it went. When a report was made is for the run to say. */
const withoutMarks = (name: string, text: string): string =>
  name.startsWith('DONE#') ? '' : text.replace(/\["issuedAt",\{"S":"[^"]*"\}\],?/, '');

/** Actuals made of no entry at all: whether there are such depends on what was recomputed together, and they say no more than none. */
const isEmpty = (name: string, text: string): boolean =>
  name.startsWith('ACTUALS#') && text.includes('["entries",{"N":"0"}]');

function tableOf({ table }: Left, sameness: Sameness): Map<string, string> {
  const counted = [...table].filter(
    ([name, text]) =>
      !isEmpty(name, text) &&
      !PASSING.test(name) &&
      !/^DONE#.*#died done$/.test(name) &&
      !(sameness === 'same-figures' && RELATIVE.test(name)),
  );
  return new Map(
    counted.map(([name, text]) => [name, withoutMarks(name, sameness === 'same' ? text : withoutVersions(text))]),
  );
}

/** A receipt without what it says of earlier uploads; two prints of one page differ in their dates. */
function objectOf(key: string, base64: string, sameness: Sameness): string {
  if (key.endsWith('.pdf')) return '';
  if (sameness === 'same') return base64;
  if (!key.endsWith('.json')) return '';
  if (key.startsWith('receipts/plan/')) return '';
  const {
    replaced: _replaced,
    unchanged: _unchanged,
    planVersion: _version,
    ...receipt
  } = JSON.parse(Buffer.from(base64, 'base64').toString());
  return JSON.stringify(receipt);
}

const objectsOf = ({ objects }: Left, sameness: Sameness): Map<string, string> =>
  new Map([...objects].map(([key, text]) => [key, objectOf(key, text, sameness)]));

/** The receipt a mail is about, to whom it goes, and whether it says that nobody can read the file. */
function subjectOf({ to, raw }: Sent): string {
  const plain = raw.replace(/=\r?\n/g, '');
  const receipt = /receipts\/[^\r\n]*?-[0-9a-f]{8}\.json/.exec(plain)?.[0];
  const [title] = /^Subject: .*(?:\r?\n[ \t].*)*/m.exec(raw) ?? [];
  return `${to} ${receipt ?? title}${plain.includes('[reader-died]') ? ' died' : ''}`;
}

/** All that a mail says, but for what every sending makes anew. */
function contentOf({ raw }: Sent): string {
  const [printless = ''] = raw.split('Content-Type: application/pdf');
  const same = printless.replace(/--_NmP-[0-9a-f]+-/g, '--').replace(/^(Message-ID|Date): .*$/gm, '');
  return createHash('sha256').update(same).digest('hex').slice(0, 12);
}

function differences(
  what: string,
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((name) => {
    const [should, is] = [expected.get(name), found.get(name)];
    if (should === is) return [];
    return [
      is === undefined
        ? `${what} ${name} is missing`
        : should === undefined
          ? `${what} ${name} is too much`
          : `${what} ${name} differs`,
    ];
  });
}

/** A mail may be sent again only where nobody could know that it had gone. */
function sentTooOften(mails: readonly Sent[]): string[] {
  return [...Map.groupBy(mails, subjectOf)].flatMap(([subject, copies]) =>
    copies.slice(0, -1).every(({ open }) => open) ? [] : [`mail ${subject} went ${copies.length} times`],
  );
}

/** What keeps a run from having ended as the quiet one did; nothing where all is well. */
export function violations(quiet: Left, left: Left, sameness: Sameness): string[] {
  const mailsOf = ({ mails }: Left): Map<string, string> =>
    new Map(
      mails
        .map((mail): [string, string] => [subjectOf(mail), sameness === 'same' ? contentOf(mail) : ''])
        .filter(([subject]) => !subject.endsWith(' died')),
    );
  return [
    ...differences('item', tableOf(quiet, sameness), tableOf(left, sameness)),
    ...differences('object', objectsOf(quiet, sameness), objectsOf(left, sameness)),
    ...differences('mail', mailsOf(quiet), mailsOf(left)),
    ...sentTooOften(left.mails),
  ];
}
