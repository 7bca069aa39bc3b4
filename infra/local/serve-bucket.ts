import { createServer } from 'node:http';
import type { Bucket } from './bucket.ts';
import { close, LOOPBACK, listen, portOf } from './servers.ts';

export interface BucketPage {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const link = (key: string): string =>
  `<li><a href="/${key.split('/').map(encodeURIComponent).join('/')}">${escapeHtml(key)}</a></li>`;

async function index(bucket: Bucket, inboxUrl: string): Promise<string> {
  const keys = [...(await bucket.list('reports/')), ...(await bucket.list('receipts/'))];
  const list =
    keys.length === 0 ? '<p>Nothing yet: drop a plan and office files.</p>' : `<ul>${keys.map(link).join('')}</ul>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Jalon</title><h1>Jalon</h1><p><a href="${escapeHtml(inboxUrl)}">Inbox</a></p>${list}</html>`;
}

/** Shows the reports and receipts of the bucket on a page of this machine; takes any free port when the one asked for is busy. */
export async function serveBucket(bucket: Bucket, port: number, inboxUrl: string): Promise<BucketPage> {
  const server = createServer(async (request, response) => {
    try {
      const key = decodeURIComponent((request.url ?? '/').slice(1));
      if (key === '') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(await index(bucket, inboxUrl));
        return;
      }
      const bytes = await bucket.fetch(key);
      response.setHeader('content-type', TYPES[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end('There is no such file.');
    }
  });
  await listen(server, port).catch(() => listen(server, 0));
  return { url: `http://${LOOPBACK}:${portOf(server)}/`, close: () => close(server) };
}
