/** Daemon threads whose function does what must not end half-way: it writes files, or cleans up behind itself. */
import { Form, Role } from '../facts/forms.ts';
import { FILE_WRITERS, OPENERS, REMOVALS, TEMPORARIES, WRITING_MODE } from '../library/unfinished.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { isOnlyStart, madeThreadsIn, setsDaemon, usesOfThread } from '../program/made-threads.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionsReachedFrom } from '../program/reached-functions.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { entryPointsOf } from './entries.ts';

export interface CutOffThread {
  /** The call that makes the thread. */
  readonly made: Node;
  readonly entry: Node;
  /** What is left half done: the call that writes, the temporary thing of a `with`, the call in a `finally`. */
  readonly work: Node;
  readonly how: 'file' | 'temporary' | 'finally';
}

/** One for each thread: the first thing that it does of the kind. */
export function* cutOffThreadsIn(module: Module): Generator<CutOffThread> {
  const threads = madeThreadsIn(module);
  if (threads.length === 0) return;
  const entries = new Map(entryPointsOf(module).map(({ origin, entry }) => [origin.id, entry]));
  for (const thread of threads) {
    const entry = entries.get(thread.made.id);
    const uses = usesOfThread(thread);
    // Whoever joins it, even for a while, has thought of its end.
    if (entry === undefined || uses.some(({ parent }) => parent?.name === 'join')) continue;
    // Whoever else has it may.
    if (thread.holder?.form === Form.Name && !uses.every(isOnlyStart)) continue;
    if (thread.isDaemon !== true && !uses.some(isMadeDaemon)) continue;
    const found = workOf(entry);
    if (found !== undefined) yield { made: thread.made, entry, ...found };
  }
}

/** `t.daemon = True`, `t.setDaemon(True)`. */
function isMadeDaemon(use: Node): boolean {
  if (!setsDaemon(use)) return false;
  const attribute = use.parent!;
  const given =
    attribute.role === Role.Callee
      ? attribute.parent?.args[0]
      : attribute.role === Role.Target
        ? attribute.parent?.assignedValue
        : undefined;
  return given?.form === Form.True;
}

/** How far calls are followed. */
const FARTHEST = 2;

function workOf(entry: Node): Pick<CutOffThread, 'work' | 'how'> | undefined {
  for (const fn of functionsReachedFrom(entry, { farthest: FARTHEST, isLeftOut: ({ isAsync }) => isAsync })) {
    for (const call of callGraphOf(fn.module).callsRunBy(fn)) {
      const how = howOf(call);
      if (how !== undefined) return { work: call, how };
    }
  }
  return undefined;
}

function howOf(call: Node): CutOffThread['how'] | undefined {
  const callee = call.child(Role.Callee)!;
  const value = provenanceOf(callee);
  if (value.kind !== 'symbol') return undefined;
  const { name } = value;
  if (FILE_WRITERS.has(name)) return 'file';
  const position = Object.hasOwn(OPENERS, name) ? OPENERS[name] : undefined;
  if (position !== undefined) {
    const mode = call.argument(position, 'mode');
    return mode?.form === Form.String && WRITING_MODE.test(mode.name) && isWrittenTo(call) ? 'file' : undefined;
  }
  if (TEMPORARIES.has(name)) return call.role === Role.Context ? 'temporary' : undefined;
  return REMOVALS.has(name) && isInFinally(call) ? 'finally' : undefined;
}

/** Not `/dev/null`, and not what is opened for the output of a process. */
function isWrittenTo(call: Node): boolean {
  const [path] = call.args;
  const isNull = path !== undefined && (symbolOf(path) === 'os.devnull' || path.name.startsWith('/dev/'));
  return !isNull && call.role !== Role.Argument && call.parent?.form !== Form.Keyword;
}

function isInFinally(node: Node): boolean {
  for (const around of node.ancestors()) {
    if (around.isFunction) return false;
    if (around.form === Form.Finally) return true;
  }
  return false;
}
