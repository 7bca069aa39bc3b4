import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Each has a process of its own: they take over its clock, its chance and all its requests. */
const ALONE = ['test/functions/schedules/**/*.test.ts', 'test/game-day/**/*.test.ts'];

/** Tests work on AWSs of their own, whatever the shell they are called from is set to. */
const NO_ENDPOINTS = Object.fromEntries(
  ['', '_S3', '_SQS', '_DYNAMODB', '_SES', '_SESV2'].map((service) => [`AWS_ENDPOINT_URL${service}`, '']),
);

export default defineConfig({
  resolve: { alias: { 'fast-check': at('test/support/fast-check.ts') } },
  test: {
    // Commands that tests start find their modules compiled, from the second start on.
    env: {
      ...{ TZ: 'Pacific/Chatham', LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: at('node_modules/.cache/compiled') },
      ...NO_ENDPOINTS,
    },
    testTimeout: 30_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      // The others leave nothing behind: they share processes, and load what they test once.
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'schedules', include: ALONE } },
    ],
  },
});
