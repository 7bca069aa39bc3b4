import type { Server } from 'node:http';

export const LOOPBACK = '127.0.0.1';

const DRAIN_MILLISECONDS = 500;

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server is not listening on a port');
  return address.port;
}

export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Lets the requests under way finish, then drops the connections that are left. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const drop = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS);
    server.close((error) => {
      clearTimeout(drop);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
