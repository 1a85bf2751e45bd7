/** What a worker thread of the command line runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '#rules';
import { createReadTask } from '../project/parse-files.ts';
import { serveTasks } from '../project/serve-tasks.ts';
import { createAuditTask } from './checking/audit-program.ts';
import { createCheckTask } from './checking/check-program.ts';

const engine = (): Uint8Array => readFileSync(join(__dirname, 'python.wasm'));

serveTasks({ read: createReadTask(engine), check: createCheckTask(rules, engine), audit: createAuditTask() });
