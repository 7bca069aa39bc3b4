import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const OWN_KEYS = [
  ...['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
  ...['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'],
];

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** Keys for endpoints that want some and look at none; none where the environment or its user has keys. */
export async function keysFor(environment: Environment): Promise<Readonly<Record<string, string>>> {
  if (OWN_KEYS.some((name) => environment[name])) return {};
  const shared = environment.AWS_SHARED_CREDENTIALS_FILE || join(environment.HOME || homedir(), '.aws', 'credentials');
  return (await isFile(shared)) ? {} : { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
}
