import { forward, type StandIn, startStandIn } from './forward.ts';

/** S3 with versions, which the emulator lacks: an object's version is the ETag it had, by which it is found also after another took its place. */
export function startVersionedBucket(emulator: string): Promise<StandIn> {
  const kept = new Map<string, Buffer>();
  return startStandIn(async (request, body, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', emulator);
    const version = searchParams.get('versionId');
    if (request.method === 'GET' && version !== null) {
      const bytes = kept.get(`${pathname} ${version}`);
      if (!bytes) {
        response.writeHead(404, { 'content-type': 'application/xml' });
        response.end('<?xml version="1.0"?><Error><Code>NoSuchVersion</Code><Message>It is gone</Message></Error>');
        return;
      }
      response.writeHead(200, { 'content-length': String(bytes.length), etag: `"${version}"` });
      response.end(bytes);
      return;
    }
    const { etag } = await forward(emulator, request, body, response);
    if (request.method === 'PUT' && etag) kept.set(`${pathname} ${etag.replaceAll('"', '')}`, body);
  });
}
