import { createServer, type IncomingMessage, request } from 'node:http';
import { close, LOOPBACK, listen, portOf } from '../../infra/local/servers.ts';

type Service = 's3' | 'sqs' | 'dynamodb' | 'ses';

/** The service that a request is signed for; one without a signature is somebody who looks whether anybody is there. */
const serviceOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]+\/\d+\/[^/]+\/(\w+)\//.exec(headers.authorization ?? '')?.[1] ?? 's3';

const isService = (name: string): name is Service => ['s3', 'sqs', 'dynamodb', 'ses'].includes(name);

/** One address for all services, as many a stand-in for AWS has. `refuses` gives a status for requests that it does not know. */
export async function startGateway(
  targets: Readonly<Record<Service, string>>,
  refuses: (service: Service, request: IncomingMessage) => number | null = () => null,
) {
  const server = createServer((incoming, answer) => {
    const service = serviceOf(incoming);
    const status = isService(service) ? refuses(service, incoming) : 501;
    if (!isService(service) || status !== null) {
      incoming.resume();
      answer.writeHead(status ?? 501);
      answer.end();
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request(
      new URL(path ?? '/', targets[service]),
      { ...(method ? { method } : {}), headers },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  await listen(server, 0);
  return { url: `http://${LOOPBACK}:${portOf(server)}`, stop: () => close(server) };
}
