/** Where a module's code forks the process, or may do so: by itself, by multiprocessing, for a function before `exec`. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { FORKS } from '../library/process-state.ts';
import { TAKES_PREEXEC } from '../library/processes.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { callsNamed } from '../program/called-names.ts';
import { runningCode } from '../program/code.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { processStartsIn, type StartMethods, startMethodsOf } from '../program/start-methods.ts';
import { symbolOf } from '../program/value.ts';

export interface Fork {
  readonly call: Node;
  readonly by: 'fork' | 'process' | 'preexec';
  /** How processes of multiprocessing start; fork is among it. */
  readonly start?: StartMethods;
}

/** In source order; without those whose child becomes another program at once, or ends. */
export function forksIn(module: Module): Fork[] {
  const started = processStartsIn(module).flatMap((one): Fork[] => {
    const start = startMethodsOf(one);
    return start.methods.includes('fork') ? [{ call: one.call, by: 'process', start }] : [];
  });
  const own = ownForksIn(module).filter(({ call, by }) => by !== 'fork' || !isFollowedByExec(call));
  return [...own, ...started].sort((a, b) => a.call.start - b.call.start);
}

const ownForksIn = keptByChunk((module, chunk): readonly Fork[] => {
  return callsNamed(module, chunk, LAST_NAMES).flatMap((call): Fork[] => {
    const symbol = symbolOf(call.child(Role.Callee)!) ?? '';
    if (FORKS.has(symbol)) return [{ call, by: 'fork' }];
    if (!TAKES_PREEXEC.has(symbol)) return [];
    const given = call.keyword('preexec_fn');
    return given === undefined || given.form === Form.None ? [] : [{ call, by: 'preexec' }];
  });
});

const LAST_NAMES: ReadonlySet<string> = lastNames([...FORKS, ...TAKES_PREEXEC]);

/** `os.execv(…)` after it in the same function: the child is a copy for a moment only. */
function isFollowedByExec(fork: Node): boolean {
  return callGraphOf(fork.module)
    .callsRunBy(runningCode(fork))
    .some((call) => call.start > fork.end && /^os\.(exec|posix_spawn)/.test(symbolOf(call.child(Role.Callee)!) ?? ''));
}
