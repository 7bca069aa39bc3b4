import { describe, expect, it } from 'vitest';
import { allows } from '../support/iam.ts';
import { createStack, ofType, statementsOf, synthesise } from './synthesised.ts';

const policies = Object.values(ofType(synthesise(createStack()), 'AWS::IAM::ManagedPolicy'));
const policyOf = (name: string) =>
  statementsOf(policies.find(({ ManagedPolicyName }) => ManagedPolicyName === `jalon-${name}-AWS::Region`));
const office = policyOf('office');
const headquarters = policyOf('headquarters');

const BUCKET = 'StorageBucket.Arn';
const kenya = { 'aws:PrincipalTag/orgUnit': 'KEN' };
const object = (action: string, key: string, keys: Readonly<Record<string, string>> = kenya) => ({
  ...{ action: `s3:${action}`, resource: `${BUCKET}/${key}`, keys },
});
const listing = (prefix: string | null, keys: Readonly<Record<string, string>> = kenya) => ({
  ...{ action: 's3:ListBucket', resource: BUCKET },
  keys: { ...keys, ...(prefix === null ? {} : { 's3:prefix': prefix }) },
});

describe('an office whose session says KEN', () => {
  it.each([
    ['PutObject', 'uploads/KEN/2025/figures.xlsx'],
    ['GetObject', 'receipts/KEN/figures.xlsx.json'],
    ['GetObject', 'workbooks/KEN/2025-Q4.en.xlsx'],
    ['GetObject', 'reports/2025-Q4/KEN/en/report.pdf'],
  ])('may %s %s', (action, key) => {
    expect(allows(office, object(action, key))).toBe(true);
  });

  it.each([
    ['PutObject', 'uploads/UGA/figures.xlsx'],
    ['PutObject', 'uploads/KEN2/figures.xlsx'],
    ['PutObject', 'uploads/figures.xlsx'],
    ['PutObject', 'plan/plan.xlsx'],
    ['PutObject', 'receipts/KEN/figures.xlsx.json'],
    ['PutObject', 'reports/2025-Q4/KEN/en/report.pdf'],
    ['DeleteObject', 'uploads/KEN/figures.xlsx'],
    ['DeleteObjectVersion', 'uploads/KEN/figures.xlsx'],
    ['PutObjectAcl', 'uploads/KEN/figures.xlsx'],
    ['GetObject', 'uploads/UGA/figures.xlsx'],
    ['GetObject', 'receipts/UGA/figures.xlsx.json'],
    ['GetObject', 'workbooks/UGA/2025-Q4.en.xlsx'],
    ['GetObject', 'reports/2025-Q4/GLOBAL/en/report.pdf'],
    ['GetObject', 'reports/2025-Q4/UGA/en/report.pdf'],
    ['GetObject', 'plan/plan.xlsx'],
  ])('may not %s %s', (action, key) => {
    expect(allows(office, object(action, key))).toBe(false);
  });

  it.each(['uploads/KEN/', 'receipts/KEN/', 'workbooks/KEN/2025', 'reports/2025-Q4/KEN/'])('may list %s', (prefix) => {
    expect(allows(office, listing(prefix))).toBe(true);
  });

  it.each([null, '', 'uploads/', 'uploads/KEN', 'uploads/UGA/', 'receipts/', 'reports/2025-Q4/', 'plan/'])(
    'may not list %s',
    (prefix) => {
      expect(allows(office, listing(prefix))).toBe(false);
    },
  );
});

describe.each([
  ['an office', office],
  ['headquarters', headquarters],
])('the key, for %s', (_, policy) => {
  const using = (action: string, service: string | null) => ({
    ...{ action: `kms:${action}`, resource: 'EncryptionKey.Arn' },
    keys: service === null ? {} : { 'kms:ViaService': `${service}.AWS::Region.amazonaws.com` },
  });

  it.each(['GenerateDataKey', 'Decrypt'])(
    'gives %s to S3, for files that go in parts and files that are read',
    (action) => {
      expect(allows(policy, using(action, 's3'))).toBe(true);
    },
  );

  it.each([using('Decrypt', null), using('Decrypt', 'dynamodb'), using('Decrypt', 'sqs'), using('CreateGrant', 's3')])(
    'does not give $action with $keys',
    (request) => {
      expect(allows(policy, request)).toBe(false);
    },
  );
});

describe('a session that names no org unit', () => {
  it.each([
    object('PutObject', 'uploads/KEN/figures.xlsx', {}),
    object('PutObject', 'uploads//figures.xlsx', {}),
    object('GetObject', 'receipts/KEN/figures.xlsx.json', {}),
    listing('uploads/KEN/', {}),
  ])('may not $action $resource', (request) => {
    expect(allows(office, request)).toBe(false);
  });
});

describe('headquarters', () => {
  it.each([
    object('PutObject', 'plan/plan.xlsx', {}),
    object('GetObject', 'uploads/KEN/figures.xlsx', {}),
    object('GetObjectVersion', 'receipts/UGA/figures.xlsx.json', {}),
    object('GetObject', 'reports/2025-Q4/GLOBAL/en/report.pdf', {}),
    listing(null, {}),
  ])('may $action $resource', (request) => {
    expect(allows(headquarters, request)).toBe(true);
  });

  it.each([
    object('PutObject', 'uploads/KEN/figures.xlsx', {}),
    object('PutObject', 'receipts/KEN/figures.xlsx.json', {}),
    object('DeleteObject', 'plan/plan.xlsx', {}),
    object('DeleteObjectVersion', 'uploads/KEN/figures.xlsx', {}),
  ])('may not $action $resource', (request) => {
    expect(allows(headquarters, request)).toBe(false);
  });
});
