import { Template as Synthesised } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../support/template/calls.ts';
import { findTemplateFaults } from '../support/template/faults.ts';
import { specificationOf } from '../support/template/values.ts';
import { createStack, type Resource, synthesise } from './synthesised.ts';

const SOUND = {
  Box: { VersioningConfiguration: { Status: 'Enabled' } },
  Queue: { VisibilityTimeout: 30, QueueName: { 'Fn::Sub': `\${Box}-queue` } },
  Source: { FunctionName: 'f', EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
} as const;

/** A sound template with some properties given otherwise. */
const withChange = (given: Partial<Record<keyof typeof SOUND, Fields>>) => ({
  Resources: {
    Box: { Type: 'AWS::S3::Bucket', Properties: { ...SOUND.Box, ...given.Box } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { ...SOUND.Queue, ...given.Queue } },
    Source: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { ...SOUND.Source, ...given.Source } },
  },
});

/** The name that a resource is given, at any depth of its properties, and that AWS would else make up; null where none is. */
function givenName({ Type, Properties }: Pick<Resource, 'Type' | 'Properties'>): string | null {
  const key = `${Type.split('::').at(-1)}Name`;
  const found = Object.entries(Properties).flatMap(([name, value]) => {
    if (name === key) return [String(value)];
    const inner = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
    return key in inner ? [String(inner[key])] : [];
  });
  return found[0] ?? null;
}

describe('a second deployment in another region of the account', () => {
  const { Resources } = synthesise(createStack({ prefix: 'office' }));
  const ofAllRegions = Object.values(Resources).filter(({ Type }) => {
    const arn = specificationOf(Type)?.arnTemplate;
    // A role's own policy is named within the role.
    return arn !== undefined && !arn.includes('$' + '{Region}') && Type !== 'AWS::IAM::Policy';
  });

  it('finds no name taken that AWS holds once for all regions: each says its region', () => {
    const names = ofAllRegions.flatMap((resource) => givenName(resource) ?? []);
    expect(names.sort()).toEqual([
      ...['office-AWS::Region', 'office-cost-AWS::Region', 'office-headquarters-AWS::Region'],
      'office-office-AWS::Region',
    ]);
  });
});

describe('by the specification of resources that AWS publishes', () => {
  it.each([
    ['as it comes', {}],
    ['of a stage, with a table that was restored', { stage: 'staging', table: 'jalon-restored' } as const],
  ])('the template %s says nothing that CloudFormation would not take', (_, given) => {
    const { Resources, ...rest } = Synthesised.fromStack(createStack(given)).toJSON();
    expect(Object.keys(Resources).length).toBeGreaterThan(100);
    expect(findTemplateFaults({ Resources, ...rest })).toEqual([]);
  });

  it.each<[string, Parameters<typeof withChange>[0], readonly string[]]>([
    ['nothing in a sound template', {}, []],
    ['an unknown property', { Box: { Versions: true } }, ['Box.Versions: there is no such property']],
    [
      'an unknown property of another',
      { Box: { VersioningConfiguration: { Status: 'Enabled', On: true } } },
      ['Box.VersioningConfiguration.On: there is no such property'],
    ],
    [
      'a missing property',
      { Box: { VersioningConfiguration: {} } },
      ['Box.VersioningConfiguration.Status: is missing'],
    ],
    [
      'a value of another kind',
      { Queue: { VisibilityTimeout: '30s' } },
      ['Queue.VisibilityTimeout: "30s" is no integer'],
    ],
    ['a resource that is not there', { Queue: { QueueName: { Ref: 'Boks' } } }, ['Queue.QueueName: there is no Boks']],
    [
      'an attribute that is not there',
      { Source: { EventSourceArn: { 'Fn::Join': ['', [{ 'Fn::GetAtt': 'Queue.Address' }]] } } },
      ['Source.EventSourceArn[1][0]: AWS::SQS::Queue has no attribute Address'],
    ],
    ['a circle', { Box: { BucketName: { Ref: 'Queue' } } }, ['Box: depends on itself, by Box -> Queue']],
  ])('%s is found', (_, given, expected) => {
    expect(findTemplateFaults(withChange(given))).toEqual(expected);
  });

  it('a resource of an unknown kind is found', () => {
    const faults = findTemplateFaults({
      Resources: { Box: { Type: 'AWS::S3::Bucked' }, Own: { Type: 'Custom::Own' } },
    });
    expect(faults).toEqual(['Box: there is no AWS::S3::Bucked']);
  });
});
