/** Who waits for a process that waits for a reader of its output. */
import { MAIN_FLOW } from '../contexts/execution-context.ts';
import { runningCode } from '../program/code.ts';
import type { UnreadPipe } from '../summaries/unread-pipes.ts';
import { deadlockWitness } from './deadlock-witness.ts';
import type { DeadlockWitness } from './witness.ts';

/** undefined where the two are one call, and there is nothing to tell. */
export function pipeWitness({ how, made, wait, pipes }: UnreadPipe): DeadlockWitness | undefined {
  if (how === 'call' || made.contains(wait) || wait.contains(made)) return undefined;
  const pipe = pipes.map(({ output }) => output).join(' and ');
  return deadlockWitness(
    {
      ...{ context: MAIN_FLOW, called: 'this program', code: runningCode(made), held: 'the pipe' },
      wanted: how === 'other' ? 'the other pipe' : 'its end',
      path: [{ node: made }, { node: wait }],
    },
    {
      ...{ context: MAIN_FLOW, called: 'the process', code: made.module, wanted: 'a reader' },
      path: [{ node: made, text: `writes to ${pipe}` }],
    },
  );
}
