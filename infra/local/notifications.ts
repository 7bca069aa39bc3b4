import type { S3Event, S3EventRecord } from 'aws-lambda';
import { STEP_NAMES, STEPS, type StepName } from '../definitions.ts';

/** Metadata that dates an upload otherwise than by the clock: the ISO instant at which the object counts as created. */
export const CREATED_AT = 'created-at';

export interface CreatedObject {
  readonly key: string;
  readonly size: number;
  readonly eTag: string;
  readonly at: Date;
  readonly how: 'Put' | 'CompleteMultipartUpload';
  readonly versionId?: string;
}

interface Source {
  readonly bucket: string;
  readonly region: string;
}

/** Gives a function that sends each created object's S3 notification to the steps whose prefix it carries. */
export function createNotifier(
  source: Source,
  send: (step: StepName, body: string) => void,
): (created: CreatedObject) => void {
  const nextSequencer = createSequencer();
  return (created) => {
    const steps = STEP_NAMES.filter((step) => announces(step, created.key));
    if (steps.length === 0) return;
    const event: S3Event = { Records: [eventRecord(source, created, nextSequencer(created.at))] };
    const body = JSON.stringify(event);
    for (const step of steps) send(step, body);
  };
}

function announces(step: StepName, key: string): boolean {
  const prefix = STEPS[step].announces;
  return prefix !== null && key.startsWith(prefix);
}

export function eventRecord(source: Source, created: CreatedObject, sequencer: string): S3EventRecord {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: source.region,
    eventTime: created.at.toISOString(),
    eventName: `ObjectCreated:${created.how}`,
    userIdentity: { principalId: 'LOCAL' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': 'LOCAL', 'x-amz-id-2': 'LOCAL' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: {
        name: source.bucket,
        ownerIdentity: { principalId: 'LOCAL' },
        arn: `arn:aws:s3:::${source.bucket}`,
      },
      object: {
        key: encodeKey(created.key),
        size: created.size,
        eTag: created.eTag.replaceAll('"', ''),
        ...(created.versionId === undefined ? {} : { versionId: created.versionId }),
        sequencer,
      },
    },
  };
}

/** A key as S3 events carry it: form-encoded, with the slashes left alone. */
export function encodeKey(key: string): string {
  return encodeURIComponent(key.toWellFormed())
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+');
}

/** Hexadecimal numbers of one width that always grow, also from one run to the next. */
export function createSequencer(): (at: Date) => string {
  let last = 0n;
  return (at) => {
    const earliest = BigInt(at.getTime()) << 20n;
    last = earliest > last ? earliest : last + 1n;
    return last.toString(16).toUpperCase().padStart(18, '0');
  };
}
