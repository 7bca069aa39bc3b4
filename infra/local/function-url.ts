import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { close, LOOPBACK, listen, portOf } from './servers.ts';

export interface FunctionUrl {
  readonly url: string;
  close(): Promise<void>;
}

/** The event that Lambda makes of a request to a function's address. */
async function eventOf(request: IncomingMessage): Promise<LambdaFunctionURLEvent> {
  const { pathname, searchParams, search } = new URL(request.url ?? '/', `http://${LOOPBACK}`);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  const method = request.method ?? 'GET';
  const body = await text(request);
  return {
    ...{ version: '2.0', routeKey: '$default', rawPath: pathname, rawQueryString: search.slice(1), headers },
    queryStringParameters: Object.fromEntries(searchParams),
    requestContext: {
      ...{ accountId: 'anonymous', apiId: 'local', domainName: LOOPBACK, domainPrefix: 'local', requestId: 'local' },
      ...{ routeKey: '$default', stage: '$default', time: '', timeEpoch: 0 },
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: LOOPBACK, userAgent: '' },
    },
    ...(body === '' ? {} : { body }),
    isBase64Encoded: false,
  };
}

/** Gives a function an address of this machine, as its function URL is one on AWS. */
export async function serveFunction(
  handler: (event: LambdaFunctionURLEvent) => Promise<LambdaFunctionURLResult>,
  port = 0,
): Promise<FunctionUrl> {
  const server = createServer(async (request, response) => {
    try {
      const result = await handler(await eventOf(request));
      const { statusCode = 200, headers = {}, body = '' } = typeof result === 'string' ? { body: result } : result;
      response.writeHead(
        statusCode,
        Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      );
      response.end(body);
    } catch {
      response.writeHead(502);
      response.end('Internal Server Error');
    }
  });
  await listen(server, port);
  return { url: `http://${LOOPBACK}:${portOf(server)}/`, close: () => close(server) };
}
