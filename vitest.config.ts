import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'fast-check': fileURLToPath(new URL('test/support/fast-check.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'Pacific/Chatham', LOG_LEVEL: 'silent' },
    testTimeout: 30_000,
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
  },
});
