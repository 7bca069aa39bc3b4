import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ClientRequest, type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { buffer } from 'node:stream/consumers';

/** Whoever makes requests to AWS: told by a header on each of its requests which invocation of a function it is. */
export interface Sender {
  readonly id: number;
  /** Requests that have left it. */
  sent: number;
  /** Those of them that have neither arrived nor failed on their way. */
  readonly underway: Set<number>;
  /** Called when one has failed on its way. */
  readonly onFailed: () => void;
}

/** A request of an invocation that has reached the servers of the embedded AWS and waits there. */
export interface Arrival {
  readonly sender: number;
  /** Which of its invocation's requests it is, from 0. */
  readonly index: number;
  readonly service: 'dynamodb' | 'sqs' | 's3' | 'ses';
  readonly action: string;
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Hands it to the emulator, which answers. */
  pass(): boolean;
}

const SENDER = 'x-test-sender';
const INDEX = 'x-test-index';

const current = new AsyncLocalStorage<Sender>();
let receive: ((arrival: Arrival) => void) | null = null;
let installed = false;
const plainRequest = http.request;

/** Everything that this does, in whatever ways, is done by the sender. */
export const sentBy = <T>(sender: Sender, work: () => T): T => current.run(sender, work);

/** Gives every request of a sender that reaches a server of this process to `arrived`, instead of to the server. */
export function watchWire(arrived: (arrival: Arrival) => void): void {
  receive = arrived;
  if (installed) return;
  installed = true;
  tagRequests();
  catchRequests();
}

/** The SDK takes `http.request` when its first client makes its first request: until then this must have been called. */
function tagRequests(): void {
  const tagged = (...given: [http.RequestOptions | string | URL, ...unknown[]]): ClientRequest => {
    const sender = current.getStore();
    const [options] = given;
    if (!sender || typeof options === 'string' || options instanceof URL)
      return Reflect.apply(plainRequest, http, given);
    const index = sender.sent;
    sender.sent += 1;
    sender.underway.add(index);
    const headers = { ...options.headers, [SENDER]: String(sender.id), [INDEX]: String(index) };
    const tagged: ClientRequest = Reflect.apply(plainRequest, http, [{ ...options, headers }, ...given.slice(1)]);
    return tagged.once('error', () => {
      if (sender.underway.delete(index)) sender.onFailed();
    });
  };
  Object.assign(http, { request: tagged });
  syncBuiltinESMExports();
}

function catchRequests(): void {
  const plain = Server.prototype.emit;
  const emit = function (this: Server, event: string, ...args: unknown[]): boolean {
    const go = (): boolean => Reflect.apply(plain, this, [event, ...args]);
    const [request, response] = args;
    if (event !== 'request' || receive === null || !isRequest(request) || !isResponse(response)) return go();
    const sender = request.headers[SENDER];
    if (sender === undefined) return go();
    const from = { sender: Number(sender), index: Number(request.headers[INDEX]) };
    receive({ ...from, ...nameOf(request), path: request.url ?? '/', request, response, pass: go });
    return true;
  };
  Object.assign(Server.prototype, { emit });
}

const isRequest = (value: unknown): value is IncomingMessage => value instanceof http.IncomingMessage;
const isResponse = (value: unknown): value is ServerResponse => value instanceof http.ServerResponse;

function nameOf({ headers, method, url }: IncomingMessage): Pick<Arrival, 'service' | 'action'> {
  const target = headers['x-amz-target'];
  const [prefix = '', action = ''] = typeof target === 'string' ? target.split('.') : [];
  if (prefix.startsWith('DynamoDB')) return { service: 'dynamodb', action };
  if (prefix === 'AmazonSQS') return { service: 'sqs', action };
  if (url?.startsWith('/v2/email/')) return { service: 'ses', action: 'SendEmail' };
  return { service: 's3', action: method === 'GET' ? 'GetObject' : method === 'PUT' ? 'PutObject' : (method ?? '') };
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Has the emulator do a request, with another body perhaps; whoever sent it knows nothing of the answer yet. */
export function perform(request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { [SENDER]: _sender, [INDEX]: _index, ...headers } = request.headers;
  const { localPort: port, localAddress: host } = request.socket;
  if (port === undefined || host === undefined) throw new Error('The socket is closed already');
  return new Promise((resolve, reject) => {
    const again = plainRequest({
      ...{ host, port, method: request.method ?? 'GET', path: request.url ?? '/', agent: false },
      headers: { ...headers, 'content-length': String(body.length) },
    });
    again.once('error', reject);
    again.once('response', (answer) => {
      buffer(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        reject,
      );
    });
    again.end(body);
  });
}
