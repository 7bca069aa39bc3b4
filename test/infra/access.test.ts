import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { createStack, ofType, ROOT, statementsOf, synthesise } from './synthesised.ts';

/** What IAM checks for each request that the functions make. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  GetItemCommand: ['dynamodb:GetItem'],
  PutItemCommand: ['dynamodb:PutItem'],
  UpdateItemCommand: ['dynamodb:UpdateItem'],
  DeleteItemCommand: ['dynamodb:DeleteItem'],
  paginateQuery: ['dynamodb:Query'],
  GetObjectCommand: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
  HeadObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  paginateListObjectsV2: ['s3:ListBucket'],
  PutObjectCommand: ['s3:PutObject'],
  SendMessageBatchCommand: ['sqs:SendMessage'],
  SendEmailCommand: ['ses:SendEmail', 'ses:SendRawEmail'],
};

/** What the services ask of the key, in the function's name, where it uses what is encrypted. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['s3 kms:Decrypt'],
  's3:PutObject': ['s3 kms:GenerateDataKey'],
  'sqs:ReceiveMessage': ['sqs kms:Decrypt'],
  'sqs:SendMessage': ['sqs kms:Decrypt', 'sqs kms:GenerateDataKey'],
  'dynamodb:PutItem': [
    ...['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
    ...['ReEncryptFrom', 'ReEncryptTo'],
  ].map((action) => `dynamodb kms:${action}`),
};

/** What Lambda does by the function's role, not the function's code. */
const SERVICE = /^(kms|logs|xray):|^sqs:(ChangeMessageVisibility|DeleteMessage|GetQueue\w+|ReceiveMessage)$/;

/** What a function could ask for by a method of an adapter that it never calls; its role goes without. */
const UNCALLED: Readonly<Record<string, readonly string[]>> = {
  bounces: ['dynamodb:GetItem', 'dynamodb:Query'],
  canary: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
  remind: ['s3:PutObject'],
  report: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
  workbook: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
};

/** What Lambda does by the role for a run that failed: it puts the event among the dead letters. */
const FOR_LAMBDA: Readonly<Record<string, readonly string[]>> = { remind: ['sqs:SendMessage'] };

const STEPS = [
  'plan',
  'ingest',
  'aggregate',
  'dispatch',
  'remind',
  'links',
  'report',
  'upload',
  'workbook',
  'bounces',
  'canary',
];

/** Names of the requests that a bundle makes. Esbuild numbers a name that several files import: `PutItemCommand2`. */
function requestsIn(bundle: string): string[] {
  const found = bundle.match(/\bnew [A-Z]\w+Command\d*\b|\bpaginate[A-Z]\w+(?=\()/g) ?? [];
  const names = found.map((request) => request.replace('new ', ''));
  return [...new Set(names.map((name) => (name in ACTIONS ? name : name.replace(/\d+$/, ''))))];
}

/** Actions of the requests in what a function's bundle takes in, found as esbuild follows its imports. */
async function calledBy(step: string): Promise<string[]> {
  const { outputFiles } = await build({
    ...{ entryPoints: [join(ROOT, 'functions', step, 'handler.ts')], bundle: true, write: false },
    ...{ packages: 'external', platform: 'node', format: 'esm', treeShaking: true, logLevel: 'silent' },
  });
  const [{ text } = { text: '' }] = outputFiles;
  const requests = requestsIn(text);
  expect(requests.filter((name) => !(name in ACTIONS))).toEqual([]);
  return [...new Set(requests.flatMap((name) => ACTIONS[name] ?? []))].sort();
}

const stack = synthesise(createStack());

function statementsFor(step: string) {
  const role = `${step[0]?.toUpperCase()}${step.slice(1)}FunctionRole`;
  const policies = Object.values(ofType(stack, 'AWS::IAM::Policy'));
  return policies.filter(({ Roles }) => JSON.stringify(Roles) === JSON.stringify([role])).flatMap(statementsOf);
}

const actionsOf = (step: string): string[] => [...new Set(statementsFor(step).flatMap(({ Action }) => Action))];

const heldBy = (step: string): string[] =>
  actionsOf(step)
    .filter((action) => !SERVICE.test(action))
    .sort();

/** Actions on the key, each after the service by way of which alone it may be taken. */
function keyHeldBy(step: string): string[] {
  const held = statementsFor(step).flatMap(({ Action, Condition }) => {
    const [, service] = /"kms:ViaService":"(\w+)\./.exec(JSON.stringify(Condition ?? {})) ?? [];
    return Action.filter((action) => action.startsWith('kms:')).map((action) => `${service} ${action}`);
  });
  return [...new Set(held)].sort();
}

it('sees each request of a bundle, those too that esbuild numbers', () => {
  const bundle = 'new PutItemCommand2({}); new DeleteTableCommand13({}); paginateQuery2({}); paginateListObjectsV2({})';
  const seen = ['PutItemCommand', 'DeleteTableCommand', 'paginateQuery', 'paginateListObjectsV2'];
  expect(requestsIn(bundle).sort()).toEqual(seen.sort());
  expect(requestsIn('new CommandFailure(); new PutItemCommandLog(); ')).toEqual([]);
});

describe('what a function may do', () => {
  it.each(STEPS)('%s: each action that its code asks for, and no other', async (step) => {
    const called = await calledBy(step);
    const uncalled = UNCALLED[step] ?? [];
    const asked = [...called.filter((action) => !uncalled.includes(action)), ...(FOR_LAMBDA[step] ?? [])];
    expect(heldBy(step)).toEqual(asked.sort());
    expect(uncalled.filter((action) => !called.includes(action))).toEqual([]);
  });

  it.each(STEPS)(
    '%s: of the key, what the bucket, the queues and the table that it uses ask for, and no more',
    (step) => {
      const asked = new Set(actionsOf(step).flatMap((action) => KEYS[action] ?? []));
      expect(asked.size).toBeGreaterThan(0);
      expect(keyHeldBy(step)).toEqual([...asked].sort());
    },
  );

  it('is checked for every function', () => {
    const described = Object.values(ofType(stack, 'AWS::Lambda::Function')).map(({ Description }) => Description);
    expect(described.sort()).toEqual(STEPS.map((step) => `Jalon: ${step}`).sort());
  });

  it('names no resource "*" but for traces, which X-Ray takes without one', () => {
    const everywhere = Object.values(ofType(stack, 'AWS::IAM::Policy'))
      .flatMap(statementsOf)
      .filter(({ Resource }) => Resource.includes('*'));
    const actions = everywhere.flatMap(({ Action }) => Action);
    expect(new Set(actions)).toEqual(new Set(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']));
  });
});
