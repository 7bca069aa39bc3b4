import { Template as Synthesised } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../support/template/calls.ts';
import { findTemplateFaults } from '../support/template/faults.ts';
import { createStack } from './synthesised.ts';

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
