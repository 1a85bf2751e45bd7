/** What a worker thread of the command line runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '#rules';
import { serveAsWorker } from './checking/check-program.ts';

serveAsWorker(rules, () => readFileSync(join(__dirname, 'python.wasm')));
