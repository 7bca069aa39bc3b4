import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { z } from 'zod';
import { countRequests, type RequestCounts } from './request-counts.ts';
import { close, LOOPBACK, portOf } from './servers.ts';

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  /** The message as it was handed to SES: the bytes of an .eml file. */
  readonly raw: Buffer;
}

export interface EmbeddedMailbox {
  /** Both the SES endpoint and the page that shows the mails. */
  readonly url: string;
  /** The mails taken so far, in the order they were taken. */
  readInbox(): Promise<readonly Mail[]>;
  stop(): Promise<void>;
}

const SEND_PATH = '/v2/email/outbound-emails';

const SentMail = z.object({
  Content: z.object({ Raw: z.object({ Data: z.string() }) }),
  Destination: z
    .object({
      ToAddresses: z.array(z.string()).default([]),
      CcAddresses: z.array(z.string()).default([]),
      BccAddresses: z.array(z.string()).default([]),
    })
    .optional(),
});

const Store = z.object({
  emails: z.array(z.object({ subject: z.string(), destination: z.object({ to: z.array(z.string()) }) })),
});

/** SES in the process; on `port` if it is given and free, else on any. */
export async function startMailbox(port: number | undefined, counts: RequestCounts): Promise<EmbeddedMailbox> {
  const server = await listenSomewhere(port ?? 0);
  const bodies = keepSentBodies(server);
  countRequests(counts, server, (request) => (isSend(request) ? { service: 'ses', action: 'SendEmail' } : null));
  const url = `http://${LOOPBACK}:${portOf(server)}`;
  return { url, readInbox: () => readInbox(url, bodies), stop: () => close(server) };
}

async function listenSomewhere(port: number): Promise<Server> {
  const start = loadServer();
  const server = await start({ host: LOOPBACK, port });
  if (server.listening) return server;
  if (port === 0) throw new Error('No port is free for the inbox');
  return listenSomewhere(0);
}

/** aws-ses-v2-local keeps its mails in a module variable: each mailbox loads modules of its own. */
function loadServer(): (config: { host: string; port: number }) => Promise<Server> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('aws-ses-v2-local');
  for (const path of Object.keys(require.cache)) {
    if (path.startsWith(dirname(entry))) delete require.cache[path];
  }
  const loaded: typeof import('aws-ses-v2-local') = require(entry);
  return loaded.default;
}

/**
 * aws-ses-v2-local keeps what it parsed, not what was sent. A body is kept at the moment its answer is made, which is
 * when the mail enters the store: so both lists have the same order.
 */
function keepSentBodies(server: Server): string[] {
  const bodies: string[] = [];
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'POST' && request.url === '/clear-store') bodies.length = 0;
    if (!isSend(request)) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('prefinish', () => {
      if (response.statusCode === 200) bodies.push(Buffer.concat(chunks).toString('utf8'));
    });
  });
  return bodies;
}

function isSend(request: IncomingMessage): boolean {
  return request.method === 'POST' && request.url === SEND_PATH;
}

async function readInbox(url: string, bodies: readonly string[]): Promise<readonly Mail[]> {
  const answer = await fetch(`${url}/store`, { headers: { connection: 'close' } });
  const { emails } = Store.parse(await answer.json());
  return emails.map((email, index) => {
    const { Content, Destination } = SentMail.parse(JSON.parse(bodies[index] ?? '{}'));
    const named = Destination ? Object.values(Destination).flat() : [];
    return {
      to: named.length > 0 ? named : email.destination.to,
      subject: email.subject,
      raw: Buffer.from(Content.Raw.Data, 'base64'),
    };
  });
}
