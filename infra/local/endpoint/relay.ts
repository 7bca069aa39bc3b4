import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { EmbeddedMailbox } from '../mailbox.ts';
import { close, LOOPBACK, listen, portOf } from '../servers.ts';
import type { createPost } from './post.ts';

const Sent = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.string()).default([]) }),
  Content: z.object({ Raw: z.object({ Data: z.string() }) }),
});

export interface Relay {
  readonly url: string;
  stop(): Promise<void>;
}

/** SES as the functions see it: each mail goes to the endpoint, and what went is kept in the mailbox of this process, as it was sent. */
export async function startRelay(
  mailbox: EmbeddedMailbox,
  post: ReturnType<typeof createPost>,
  say: (line: string) => void,
): Promise<Relay> {
  let isTold = false;
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: string, type = 'application/json', error = '') => {
      response.writeHead(status, { 'content-type': type, ...(error ? { 'x-amzn-errortype': error } : {}) });
      response.end(body);
    };
    try {
      const body = await text(request);
      const { FromEmailAddress: from, Destination, Content } = Sent.parse(JSON.parse(body));
      const raw = Buffer.from(Content.Raw.Data, 'base64');
      const posted = await post.send({ from, to: Destination.ToAddresses, raw });
      if (posted.kind === 'refused') {
        answer(posted.status, JSON.stringify({ message: posted.message }), undefined, posted.name);
        return;
      }
      if (posted.by === 'none' && !isTold) say('The endpoint takes no mail: mails are kept here only.');
      isTold ||= posted.by === 'none';
      const kept = await fetch(`${mailbox.url}${request.url}`, {
        ...{ method: 'POST', body },
        headers: {
          'content-type': 'application/json',
          authorization: request.headers.authorization ?? '',
          connection: 'close',
        },
      });
      answer(kept.status, await kept.text());
    } catch (error) {
      answer(500, JSON.stringify({ message: error instanceof Error ? error.message : String(error) }));
    }
  });
  await listen(server, 0);
  return { url: `http://${LOOPBACK}:${portOf(server)}`, stop: () => close(server) };
}
