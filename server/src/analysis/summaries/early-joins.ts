/** Processes that are joined before anybody reads what they have put into a queue. */
import { Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import { areExclusive, isInLoop, mayComeBefore } from '../program/control-flow.ts';
import { processQueuesIn } from '../program/lone-process-queues.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { parameterStarted, startGiven } from '../program/started-arguments.ts';
import { referencesTo } from '../program/usage.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { sinksOf } from '../program/value-flow.ts';

export interface EarlyJoin {
  /** `process.join()` */
  readonly join: Node;
  /** The call that makes the queue, and its name. */
  readonly made: Node;
  readonly name: string;
  /** The call that makes a process that puts something into it, and where it does. */
  readonly process: Node;
  readonly put: Node;
  /** The first read behind the join. */
  readonly read: Node;
  /** Whether the process puts one small value and no more: the pipe has room for it. */
  readonly isSmall: boolean;
}

/** One for each queue. The queue is a variable that nobody gets but processes whose functions are in sight. Errs towards none. */
export function earlyJoinsIn(module: Module): EarlyJoin[] {
  return processQueuesIn(module).flatMap((made) => {
    const target = made.parent?.form === Form.Assign ? made.parent.child(Role.Target) : undefined;
    return target?.form === Form.Name ? (earlyJoinOf(made, target) ?? []) : [];
  });
}

interface Producer {
  readonly process: Node;
  readonly puts: readonly Node[];
}

function earlyJoinOf(made: Node, { name, scope: around }: Node): EarlyJoin | undefined {
  const scope = around.scopeOf(name);
  if (scope === undefined || scope.own(name).length > 1) return undefined;
  const code = runningCode(made);
  const reads: Node[] = [];
  const producers: Producer[] = [];
  for (const reference of referencesTo(name, scope)) {
    const attribute = reference.role === Role.Object ? reference.parent : undefined;
    if (runningCode(reference).id !== code.id) return undefined;
    if (attribute?.form === Form.Attribute && READS.has(attribute.name)) reads.push(attribute);
    else if (attribute?.form !== Form.Attribute || !PUTS.has(attribute.name)) {
      const producer = producerGiven(reference);
      if (producer === undefined) return undefined;
      producers.push(producer);
    }
  }
  const [first] = reads;
  if (first === undefined || producers.length === 0) return undefined;
  for (const join of joinsIn(made)) {
    const producer = producers.find(({ process, puts }) => puts.length > 0 && isOf(join, process));
    const read = reads.find((each) => each.start > join.end && !areExclusive(each, join));
    if (producer === undefined || read === undefined || reads.some((each) => mayComeBefore(each, join, made))) continue;
    if (isEndedBefore(join, producer.process, made)) continue;
    const [put] = producer.puts as [Node, ...Node[]];
    const isSmall = producer.puts.length === 1 && isSmallPut(put);
    return { join, made, name, process: producer.process, put, read, isSmall };
  }
  return undefined;
}

const READS: ReadonlySet<string> = new Set(['get', 'get_nowait', 'empty', 'qsize']);
const PUTS: ReadonlySet<string> = new Set(['put', 'put_nowait', 'full', 'close']);

/** `Process(target=work, args=(…, queue))`, where all that `work` does with the queue is in sight and it only puts. */
function producerGiven(reference: Node): Producer | undefined {
  const [sink] = sinksOf(reference);
  const process = sink === undefined ? undefined : startGiven(sink);
  if (process === undefined || symbolOf(process.child(Role.Callee)!) !== 'multiprocessing.Process') return undefined;
  const param = parameterStarted(sink!);
  const fn = param?.parent;
  if (param === undefined || fn?.form !== Form.Function) return undefined;
  const puts: Node[] = [];
  for (const use of referencesTo(param.name, fn.ownScope!)) {
    const method = use.role === Role.Object && use.parent?.role === Role.Callee ? use.parent : undefined;
    if (method === undefined || !PUTS.has(method.name)) return undefined;
    if (method.name.startsWith('put')) puts.push(method.parent!);
  }
  return { process, puts };
}

/** The joins without a limit in the same code. */
function joinsIn(made: Node): Node[] {
  const code = runningCode(made);
  const calls = 'form' in code ? [...code.descendants(Form.Call)] : [...made.module.calls];
  return calls.filter((call) => {
    const callee = call.child(Role.Callee);
    if (callee?.form !== Form.Attribute || callee.name !== 'join' || call.childrenIn(Role.Argument).length > 0)
      return false;
    return call.start > made.end && runningCode(call).id === code.id;
  });
}

/** Whether a method is called on the process that `process` makes, or on one of several. */
function isOf(call: Node, process: Node): boolean {
  const value = provenanceOf(call.child(Role.Callee)!.child(Role.Object)!);
  return value.kind === 'instance' && value.made.is(process);
}

/** `process.terminate()`: it does not wait for its queue then. */
function isEndedBefore(join: Node, process: Node, made: Node): boolean {
  const code = runningCode(join);
  const attributes = join.module.named(ENDS, Form.Attribute);
  return [...attributes].some(({ parent, role }) => {
    const isCall = role === Role.Callee && parent?.form === Form.Call && runningCode(parent).id === code.id;
    return isCall && isOf(parent, process) && mayComeBefore(parent, join, made);
  });
}

const ENDS: ReadonlySet<string> = new Set(['terminate', 'kill']);

function isSmallPut(put: Node): boolean {
  const [value] = put.args;
  const isConstant = value !== undefined && SMALL.has(value.form) && value.text.length < LONGEST;
  return isConstant && !isInLoop(put);
}

const SMALL: ReadonlySet<number> = new Set([Form.Number, Form.String, Form.None, Form.True, Form.False]);
/** In characters, of a value that is written in the code. */
const LONGEST = 1000;
