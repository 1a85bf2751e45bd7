import { discardOutput, lineOf, pipeWitness, type Rule, type UnreadPipe, unreadPipesIn } from '#analysis';
import explanation from './rule.md';

/**
 * Who gives a process a pipe to write to has to read it before, or while, it waits for the process.
 *
 * Any reader in sight counts, and so does anybody else who gets the process first; only the order is looked at.
 */
export const subprocessPipeDeadlock: Rule = {
  id: 'subprocess-pipe-deadlock',
  severity: 'warning',
  fix: 'safe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of unreadPipesIn(module)) {
      const { how, wait, made, late } = found;
      const witness = pipeWitness(found);
      yield {
        range: wait.range,
        message: messageOf(found),
        ...(how === 'other' || found.isLimited ? { severity: 'info' } : {}),
        detail: detailOf(found),
        instead: insteadOf(found),
        related: [
          ...(wait.contains(made) ? [] : [{ range: made.range, message: 'The process gets its pipe here.' }]),
          ...(late === undefined ? [] : [{ range: late.range, message: 'This read comes too late.' }]),
        ],
        ...(witness === undefined ? {} : { witness }),
        fixes: discardOutput(found),
      };
    }
  },
};

function pipeOf({ pipes }: UnreadPipe): string {
  return pipes.map(({ output }) => output).join(' and ');
}

function messageOf(found: UnreadPipe): string {
  const pipe = pipeOf(found);
  if (found.how === 'other') return `The process may wait for a reader of its ${pipe} while this waits for it.`;
  if (found.how === 'poll') return `This loop waits for the process, and nobody reads its ${pipe}.`;
  return `This waits for the process, and nobody reads its ${pipe}.`;
}

function detailOf({ how, late, isLimited }: UnreadPipe): string {
  const full = 'Once the pipe is full (64 KiB on Linux), the process waits';
  if (how === 'other') return `${full}, and what is read here never ends.`;
  if (isLimited) return `${full}, and this gives up on a process that only wants to be read.`;
  return late === undefined
    ? `${full}, and this never returns.`
    : `${full}, and line ${lineOf(late)} is never reached.`;
}

function insteadOf({ how, made, isNeverRead }: UnreadPipe): string {
  const callee = made.text.split('(', 1)[0]!;
  if (how === 'call') return "Use 'subprocess.DEVNULL' instead of 'PIPE', or 'subprocess.run(…, capture_output=True)'.";
  if (callee.includes('open_process')) return "Use 'run_process', or read the outputs in tasks beside the wait.";
  const call = made.isAwaited ? "'await process.communicate()'" : "'process.communicate()'";
  const discard = isNeverRead ? ", or 'DEVNULL' instead of 'PIPE'" : '';
  return `Use ${call}, which reads both while it waits${discard}.`;
}
