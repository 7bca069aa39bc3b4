import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { close, LOOPBACK, listen, portOf } from '../../infra/local/servers.ts';

/** Hands a request on to a server and its answer back, as they are; gives the answer's headers. */
export async function forward(
  origin: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<IncomingHttpHeaders> {
  const { host: _host, connection: _connection, 'transfer-encoding': _encoding, ...headers } = request.headers;
  const onward = http.request(new URL(request.url ?? '/', origin), {
    method: request.method ?? 'GET',
    headers: { ...headers, 'content-length': String(body.length) },
  });
  const answer = Promise.withResolvers<IncomingMessage>();
  onward.once('response', answer.resolve).once('error', answer.reject);
  onward.end(body);
  const given = await answer.promise;
  const bytes = await buffer(given);
  const { 'transfer-encoding': _chunked, connection: _kept, ...rest } = given.headers;
  response.writeHead(given.statusCode ?? 500, rest);
  response.end(bytes);
  return given.headers;
}

export interface StandIn {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server before an emulator, that answers for itself what the emulator lacks. */
export async function startStandIn(
  answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void>,
): Promise<StandIn> {
  const server = http.createServer(async (request, response) => {
    try {
      await answer(request, await buffer(request), response);
    } catch (error) {
      response.writeHead(500);
      response.end(String(error));
    }
  });
  await listen(server, 0);
  return { url: `http://${LOOPBACK}:${portOf(server)}`, stop: () => close(server) };
}
