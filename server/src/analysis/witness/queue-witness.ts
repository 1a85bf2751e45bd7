/** Who waits for a process that waits for a reader of its queue. */
import { MAIN_FLOW } from '../contexts/execution-context.ts';
import { runningCode } from '../program/code.ts';
import type { EarlyJoin } from '../summaries/early-joins.ts';
import { deadlockWitness } from './deadlock-witness.ts';
import type { DeadlockWitness } from './witness.ts';

export function queueWitness({ made, join, put }: EarlyJoin): DeadlockWitness {
  return deadlockWitness(
    {
      ...{ context: MAIN_FLOW, called: 'this program', code: runningCode(join), held: 'the queue' },
      ...{ wanted: 'its end', path: [{ node: made }, { node: join }] },
    },
    {
      ...{ context: MAIN_FLOW, called: 'the process', code: runningCode(put) },
      ...{ wanted: 'a reader', path: [{ node: put }] },
    },
  );
}
