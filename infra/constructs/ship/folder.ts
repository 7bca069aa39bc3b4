/** Copies a folder of the project beside a bundle: `folder.ts OUTPUT FROM TO`. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';

const [output = '', from = '', to = ''] = process.argv.slice(2);
cpSync(from, join(output, to), { recursive: true });
