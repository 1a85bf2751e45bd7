/** What the worker threads of a file parser run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReadTask } from './parse-files.ts';
import { serveTasks } from './serve-tasks.ts';

serveTasks({ read: createReadTask(() => readFileSync(join(__dirname, 'python.wasm'))) });
