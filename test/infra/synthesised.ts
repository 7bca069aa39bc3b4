import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { Config } from '../../infra/config.ts';
import { JalonStack } from '../../infra/stack.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));

/** A stack as `cdk synth` makes it, but for bundling the code, which takes seconds and says nothing here. */
export function createStack(given: z.input<typeof Config> = {}): JalonStack {
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  return new JalonStack(
    app,
    'jalon',
    Config.parse({ sender: 'reports@agency.example', alarmMail: 'night@agency.example', ...given }),
  );
}

const OneOrMore = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.json()).default({}),
  DependsOn: z.array(z.string()).default([]),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;

const Synthesised = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), z.object({ Value: z.string(), Description: z.string().optional() })),
});
export type Synthesised = z.infer<typeof Synthesised>;

const withoutHash = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');

/** References as words: `PlanInboxQueue.Arn` for a `Fn::GetAtt`, the joined text for a `Fn::Join`. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, readable(inner)] as const);
  const [[key, inner] = ['', null]] = entries;
  if (key === 'Ref') return withoutHash(String(inner));
  if (key === 'Fn::GetAtt' && Array.isArray(inner)) return `${withoutHash(String(inner[0]))}.${inner[1]}`;
  if (key === 'Fn::Join' && Array.isArray(inner) && Array.isArray(inner[1])) return inner[1].join(String(inner[0]));
  return Object.fromEntries(entries);
}

/** The template with readable references, its resources by logical id without the hash. */
export function synthesise(stack: JalonStack): Synthesised {
  const { Resources, Outputs } = Synthesised.parse(readable(Template.fromStack(stack).toJSON()));
  const named = Object.entries(Resources).map(([id, resource]) => [withoutHash(id), resource] as const);
  return { Resources: Object.fromEntries(named), Outputs };
}

export function ofType({ Resources }: Synthesised, type: string): Record<string, Resource['Properties']> {
  const found = Object.entries(Resources).filter(([, resource]) => resource.Type === type);
  return Object.fromEntries(found.map(([id, resource]) => [id, resource.Properties]));
}

const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: OneOrMore,
  Resource: OneOrMore,
  Condition: z.json().optional(),
  Principal: z.json().optional(),
});
export type Statement = z.infer<typeof Statement>;

/** The statements of a policy of any kind: of a role, a queue or a bucket. */
export function statementsOf(policy: Resource['Properties'] | undefined): readonly Statement[] {
  return z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) }).parse(policy).PolicyDocument
    .Statement;
}
