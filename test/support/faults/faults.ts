import { buffer } from 'node:stream/consumers';
import { type Answer, type Arrival, perform } from './wire.ts';

/**
 * What may befall a request: it is refused with an error of the service, or for too many requests; its connection breaks before or after
 * the work was done, or in the middle of the answer; less is done or given than asked, as the service's answer says; the invocation
 * dies before or after it.
 */
export type FaultKind = 'error' | 'throttle' | 'break-before' | 'lost' | 'cut' | 'partial' | 'die-before' | 'die-after';

export const FAULT_KINDS: readonly FaultKind[] = [
  ...(['error', 'throttle', 'break-before', 'lost', 'cut', 'partial', 'die-before', 'die-after'] as const),
];

/** What became of a request. */
export interface Done {
  /** The emulator's answer, where it was asked and the answer was looked at. */
  readonly answer: Answer | null;
  readonly body: Buffer;
  readonly answered: boolean;
  readonly died: boolean;
}

const EMPTY = Buffer.alloc(0);

function respond({ response }: Arrival, { status, headers, body }: Answer): void {
  const { connection: _connection, 'transfer-encoding': _encoding, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': String(body.length) });
  response.end(body);
}

const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(value)),
});

const xml = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`),
});

/** DynamoDB names a throttled request in two ways, told apart by `which`. */
function refusal({ service }: Arrival, kind: 'error' | 'throttle', which: number): Answer {
  const throttled = kind === 'throttle';
  switch (service) {
    case 'dynamodb':
      if (!throttled) return json(500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: '' });
      return which % 2 === 0
        ? json(400, { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: '' })
        : json(400, { __type: 'com.amazon.coral.availability#ThrottlingException', message: '' });
    case 'sqs':
      return throttled
        ? json(400, { __type: 'com.amazonaws.sqs#RequestThrottled', message: '' })
        : json(500, { __type: 'com.amazonaws.sqs#InternalError', message: '' });
    case 's3':
      return throttled ? xml(503, 'SlowDown') : xml(500, 'InternalError');
    case 'ses':
      return throttled
        ? json(429, { __type: 'TooManyRequestsException', message: '' })
        : json(500, { __type: 'InternalServiceErrorException', message: '' });
    default:
      return service satisfies never;
  }
}

/** The answer of an invocation that is dead: no client tries such a request again. */
export function refuseDead(arrival: Arrival): void {
  respond(arrival, arrival.service === 's3' ? xml(400, 'InvocationIsDead') : json(400, { __type: 'InvocationIsDead' }));
}

type Json = Record<string, unknown>;

const parse = (bytes: Buffer): Json => JSON.parse(bytes.toString('utf8'));
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One item a page; of a batch the first half, the rest given back as not done. Null for requests that are done whole or not at all. */
async function performPartly({ request, action }: Arrival, body: Buffer): Promise<Answer | null> {
  const asked = parse(body);
  const with_ = (change: Json) => perform(request, Buffer.from(JSON.stringify({ ...asked, ...change })));
  const plus = (answer: Answer, change: Json): Answer => ({
    ...answer,
    body: Buffer.from(JSON.stringify({ ...parse(answer.body), ...change })),
  });
  switch (action) {
    case 'Query':
    case 'Scan':
      return with_({ Limit: 1 });
    case 'SendMessageBatch': {
      const entries: readonly unknown[] = Array.isArray(asked.Entries) ? asked.Entries : [];
      const taken = entries.slice(0, Math.floor(entries.length / 2));
      const failed = entries.slice(taken.length).map((entry) => ({
        ...{ Id: isRecord(entry) ? entry.Id : '', SenderFault: false, Code: 'InternalError', Message: 'InternalError' },
      }));
      const answer = taken.length > 0 ? await with_({ Entries: taken }) : json(200, { Successful: [] });
      return plus(answer, { Failed: failed });
    }
    case 'BatchWriteItem':
    case 'BatchGetItem': {
      const [[table, wanted] = []] = isRecord(asked.RequestItems) ? Object.entries(asked.RequestItems) : [];
      if (table === undefined) return null;
      const [rest, unprocessed] =
        action === 'BatchWriteItem'
          ? [wanted, 'UnprocessedItems']
          : [isRecord(wanted) ? wanted.Keys : [], 'UnprocessedKeys'];
      const list: readonly unknown[] = Array.isArray(rest) ? rest : [];
      const taken = list.slice(0, Math.floor(list.length / 2));
      const left = list.slice(taken.length);
      const wrapped = (some: readonly unknown[]) => ({ [table]: isRecord(wanted) ? { ...wanted, Keys: some } : some });
      const none = action === 'BatchGetItem' ? json(200, { Responses: { [table]: [] } }) : json(200, {});
      const answer = taken.length > 0 ? await with_({ RequestItems: wrapped(taken) }) : none;
      return plus(answer, { [unprocessed]: wrapped(left) });
    }
    default:
      return null;
  }
}

/** Lets a request meet its fate. With `looked`, the answer of one that is just done is given back too. */
export async function meet(arrival: Arrival, kind: FaultKind | null, which: number, looked: boolean): Promise<Done> {
  const { request, response } = arrival;
  if (kind === null && !looked) {
    const { promise, resolve } = Promise.withResolvers<void>();
    response.once('close', resolve);
    arrival.pass();
    await promise;
    return { answer: null, body: EMPTY, answered: true, died: false };
  }
  const body = await buffer(request);
  const drop = () => request.socket.destroy();
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  const told = async (answer: Answer, done: boolean): Promise<Done> => {
    respond(arrival, answer);
    await closed;
    return { answer: done ? answer : null, body, answered: true, died: false };
  };
  switch (kind) {
    case 'error':
    case 'throttle':
      return told(refusal(arrival, kind, which), false);
    case 'break-before':
      drop();
      await closed;
      return { answer: null, body, answered: false, died: false };
    case 'lost': {
      const answer = await perform(request, body);
      drop();
      await closed;
      return { answer, body, answered: false, died: false };
    }
    case 'cut': {
      const answer = await perform(request, body);
      const { 'transfer-encoding': _encoding, connection: _connection, ...headers } = answer.headers;
      response.writeHead(answer.status, { ...headers, 'content-length': String(answer.body.length + 1) });
      response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => drop());
      if (answer.body.length < 2) drop();
      await closed;
      return { answer, body, answered: false, died: false };
    }
    case 'partial': {
      const partly =
        arrival.service === 'dynamodb' || arrival.service === 'sqs' ? await performPartly(arrival, body) : null;
      return told(partly ?? (await perform(request, body)), true);
    }
    case 'die-before':
      refuseDead(arrival);
      await closed;
      return { answer: null, body, answered: false, died: true };
    case 'die-after': {
      const answer = await perform(request, body);
      refuseDead(arrival);
      await closed;
      return { answer, body, answered: false, died: true };
    }
    case null:
      return told(await perform(request, body), true);
    default:
      return kind satisfies never;
  }
}
