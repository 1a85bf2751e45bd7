/** Places that start several threads, or give several jobs to a pool of them, all of which only compute. */
import { Form, Role } from '../facts/forms.ts';
import { type Code, runningCode } from '../program/code.ts';
import { isInLoop } from '../program/control-flow.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { isLongComputation } from '../summaries/computing.ts';
import { entryPointsOf } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';

export interface ComputingThreads {
  /** The call that starts a thread or gives work to a pool: the first of several. */
  readonly origin: Node;
  /** The function that computes. */
  readonly entry: Node;
  /** The second one; undefined where one place starts several. */
  readonly other?: Node;
}

/** One for each piece of code. A thread alone beside the main flow keeps that answering, whatever the GIL does. */
export function* computingThreadsIn(module: Module): Generator<ComputingThreads> {
  const byCode = new Map<Code, EntryPoint[]>();
  for (const point of entryPointsOf(module)) {
    if (!isStart(point) || !isLongComputation(point.entry)) continue;
    const code = runningCode(point.origin);
    const key = 'form' in code ? ([...byCode.keys()].find((other) => other.id === code.id) ?? code) : code;
    byCode.set(key, [...(byCode.get(key) ?? []), point]);
  }
  for (const points of byCode.values()) {
    points.sort((a, b) => a.origin.start - b.origin.start);
    const several = points.find(({ origin, runsMany }) => runsMany || isInLoop(origin));
    const [first, second] = points;
    if (several !== undefined) yield { origin: several.origin, entry: several.entry };
    else if (first !== undefined && second !== undefined) {
      yield { origin: first.origin, entry: first.entry, other: second.origin };
    }
  }
}

/** A thread that is started, or a job of a pool; not `to_thread`, which keeps an event loop answering. */
function isStart({ kind, origin, serial }: EntryPoint): boolean {
  if ((kind !== 'thread' && kind !== 'executor') || origin.form !== Form.Call || serial !== undefined) return false;
  const callee = origin.child(Role.Callee)!;
  const value = provenanceOf(callee);
  return value.kind === 'class' || (value.kind === 'symbol' && STARTS.test(value.name));
}

const STARTS =
  /^(threading\.Thread|_thread\.start_new_thread|concurrent\.futures\.(Executor|ThreadPoolExecutor)\.(submit|map)|multiprocessing\.pool\.ThreadPool\.(apply_async|(star)?map(_async)?|imap(_unordered)?))$/;
