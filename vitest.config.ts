import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const PURE = ['test/functions/domain/**/*.test.ts'];

export default defineConfig({
  resolve: { alias: { 'fast-check': at('test/support/fast-check.ts') } },
  test: {
    // Commands that tests start find their modules compiled, from the second start on.
    env: { TZ: 'Pacific/Chatham', LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: at('node_modules/.cache/compiled') },
    testTimeout: 30_000,
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
    projects: [
      // What is pure leaves nothing behind: its files share a process, and load what they test once.
      { extends: true, test: { name: 'domain', include: PURE, isolate: false } },
      { extends: true, test: { name: 'pipeline', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
