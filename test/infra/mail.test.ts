import { describe, expect, it } from 'vitest';
import { allows } from '../support/iam.ts';
import { createStack, ofType, statementsOf, synthesise } from './synthesised.ts';

const stack = synthesise(createStack({ prefix: 'office' }));
const only = (type: string) => {
  const found = Object.values(ofType(stack, type));
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the mails', () => {
  it('go over TLS or not at all, and not where one came back or was called spam', () => {
    expect(only('AWS::SES::ConfigurationSet')).toEqual({
      Name: 'office',
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('name that set, whichever function sends them', () => {
    const variables = Object.values(ofType(stack, 'AWS::Lambda::Function')).map(({ Environment }) =>
      Object(Object(Environment).Variables),
    );
    const senders = variables.filter(({ SENDER }) => SENDER !== undefined);
    expect(senders.length).toBeGreaterThan(4);
    expect(new Set(senders.map(({ CONFIGURATION_SET }) => CONFIGURATION_SET))).toEqual(new Set(['office']));
  });

  const mailing = synthesise(createStack({ sender: 'reports@Mail.Agency.example' }));
  const policies = Object.values(ofType(mailing, 'AWS::IAM::Policy')).map(statementsOf);

  it.each([
    ['the address itself', 'reports@mail.agency.example'],
    ['its domain', 'mail.agency.example'],
    ['the domain above', 'agency.example'],
    ['in the sandbox, the reader', 'ken@office.example'],
  ])('may go whatever SES goes by, %s, from the sender and from nobody else', (_, name) => {
    const mayMail = (from: string) => ({
      ...{ action: 'ses:SendRawEmail', keys: { 'ses:FromAddress': from } },
      resource: `arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/${name}`,
    });
    expect(policies.filter((policy) => allows(policy, mayMail('reports@mail.agency.example')))).toHaveLength(6);
    expect(policies.filter((policy) => allows(policy, mayMail('director@mail.agency.example')))).toEqual([]);
  });

  it('have word of their bounces, complaints and arrivals put into the queue of bounces, as SES writes it', () => {
    expect(only('AWS::SES::ConfigurationSetEventDestination')?.EventDestination).toMatchObject({
      ...{ Enabled: true, MatchingEventTypes: ['bounce', 'complaint', 'delivery'] },
      SnsDestination: { TopicARN: 'MailTopic' },
    });
    const subscriptions = Object.values(ofType(stack, 'AWS::SNS::Subscription'));
    expect(subscriptions.filter(({ Protocol }) => Protocol === 'sqs')).toEqual([
      { Protocol: 'sqs', TopicArn: 'MailTopic', Endpoint: 'BouncesInboxQueue.Arn', RawMessageDelivery: true },
    ]);
  });

  it('are told of by nobody else: the topic takes word of this set alone, the queue of this topic', () => {
    const policies = Object.values(ofType(stack, 'AWS::SNS::TopicPolicy'));
    const topic = policies.filter(({ Topics }) => JSON.stringify(Topics) === '["MailTopic"]').flatMap(statementsOf);
    expect(topic.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
      {
        ...{ Principal: { Service: 'ses.amazonaws.com' }, Action: ['sns:Publish'] },
        Condition: {
          StringEquals: {
            'AWS:SourceAccount': 'AWS::AccountId',
            'AWS:SourceArn': 'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/MailSet',
          },
        },
      },
    ]);
    const queue = statementsOf(stack.Resources.BouncesInboxQueuePolicy?.Properties);
    expect(queue.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
      {
        ...{ Principal: { Service: 'sns.amazonaws.com' }, Action: ['sqs:SendMessage'] },
        Condition: { ArnEquals: { 'aws:SourceArn': 'MailTopic' } },
      },
    ]);
  });

  it('may be told of before SES tries whether they can be', () => {
    const [destination] = Object.values(stack.Resources).filter(
      ({ Type }) => Type === 'AWS::SES::ConfigurationSetEventDestination',
    );
    expect(destination?.DependsOn).toContainEqual(expect.stringMatching(/^MailTopicPolicy/));
  });
});
