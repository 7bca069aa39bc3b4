import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMailer } from '../../../functions/aws/mail.ts';
import { close, LOOPBACK, listen, portOf } from '../../../infra/local/servers.ts';

const MAIL = { to: 'ken@example.org', subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', attachments: [] };

const requests: unknown[] = [];
const server = createServer(async (request, response) => {
  requests.push(await json(request));
  response.end('{"MessageId":"1"}');
});
beforeAll(() => listen(server, 0));
afterAll(() => close(server));

it.each([
  ['jalon', { ConfigurationSetName: 'jalon' }],
  ['', {}],
])('a mail of configuration set "%s" is handed to SES with %j', async (set, named) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ses = new SESv2Client({ endpoint: `http://${LOOPBACK}:${portOf(server)}`, region: 'eu-west-1', credentials });
  await createMailer(ses, { SENDER: 'jalon@example.org', CONFIGURATION_SET: set }).send(MAIL);
  ses.destroy();
  expect(requests.at(-1)).toEqual({
    ...{ FromEmailAddress: 'jalon@example.org', Destination: { ToAddresses: ['ken@example.org'] }, ...named },
    Content: { Raw: { Data: expect.any(String) } },
  });
});
