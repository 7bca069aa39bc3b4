/** Lets the CommonJS parts of an ESM bundle `require` what Node itself brings. */
export const REQUIRE_BANNER =
  "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);";
