/** What a program sends to its processes and cannot send: functions without a name, locks, open files. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { MEANS_OF_THREADS, SENDS_TO_PROCESSES, type Sending, TEACHES_PICKLE } from '../library/processes.ts';
import { isSubclass } from '../library/results.ts';
import { callsNamed } from './called-names.ts';
import { isCaughtAt } from './handlers.ts';
import { importsAny } from './imports.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { type Obstacle, obstacleIn } from './pickling.ts';
import { processStartsIn, type StartMethods, startMethodsOf, startMethodsOfMade } from './start-methods.ts';
import { provenanceOf } from './value.ts';

export interface UnsentArgument {
  /** The call that sends it. */
  readonly call: Node;
  /** The argument, or the process object whose attribute it is. */
  readonly argument: Node;
  readonly obstacle: Obstacle;
  /** Where it matters how the process starts: by what it may. */
  readonly start?: StartMethods;
}

/** One for each call, in source order. What a process is given is sent unless it is forked. */
export function* unsentArgumentsIn(module: Module): Generator<UnsentArgument> {
  const sendings = sendingsIn(module);
  const starts = processStartsIn(module).filter(({ made }) => made?.kind === 'object');
  if ((sendings.length === 0 && starts.length === 0) || importsAny(module, TEACHES_PICKLE)) return;
  for (const { call, sending } of sendings) {
    const start = sending.when === 'always' ? undefined : startMethodsOfMade(call);
    if (start !== undefined && isForkChosen(start)) continue;
    const unsent = unsentOf(call, sending, start);
    if (unsent !== undefined && !isExpected(call)) yield unsent;
  }
  for (const started of starts) {
    const start = startMethodsOf(started);
    const process = started.call.child(Role.Callee)?.child(Role.Object);
    const obstacle =
      process === undefined || isForkChosen(start) ? undefined : obstacleIn(process, { isStarting: true });
    if (obstacle !== undefined) yield { call: started.call, argument: process!, obstacle, start };
  }
}

/** Chosen, or chosen in a way that is not to be seen. */
function isForkChosen({ methods, chosenBy }: StartMethods): boolean {
  return methods.length === 0 || (chosenBy !== undefined && methods.includes('fork'));
}

interface SendingCall {
  readonly call: Node;
  readonly sending: Sending;
}

const sendingsIn = keptByChunk((module, chunk): readonly SendingCall[] => {
  return callsNamed(module, chunk, LAST_NAMES).flatMap((call) => {
    const value = provenanceOf(call.child(Role.Callee)!);
    const sending = value.kind === 'symbol' ? SENDS_TO_PROCESSES[value.name] : undefined;
    return sending === undefined || !isForProcesses(call, sending) ? [] : [{ call, sending }];
  });
});

const LAST_NAMES: ReadonlySet<string> = lastNames(Object.keys(SENDS_TO_PROCESSES));

function isForProcesses(call: Node, { pool }: Sending): boolean {
  const given = pool === undefined ? undefined : call.argument(pool);
  const value = given === undefined ? undefined : provenanceOf(given);
  return pool === undefined || (value?.kind === 'instance' && isSubclass(value.of, PROCESS_POOL));
}

const PROCESS_POOL = 'concurrent.futures.ProcessPoolExecutor';

function unsentOf(call: Node, sending: Sending, start: StartMethods | undefined): UnsentArgument | undefined {
  for (const argument of argumentsOf(call, sending)) {
    const obstacle = obstacleIn(argument, { isStarting: start !== undefined });
    if (obstacle === undefined || isMeansOfThreads(obstacle)) continue;
    return { call, argument, obstacle, ...(start === undefined ? {} : { start }) };
  }
  return undefined;
}

/** What a call sends: the function, the parts of what has its arguments, and the arguments that it is given itself. */
function argumentsOf(call: Node, { fn, packed = [], rest }: Sending): Node[] {
  const given = call.argument(fn[0], fn[1] === '' ? undefined : fn[1]);
  const collections = packed.flatMap(([position, keyword]) => partsOf(call.argument(position, keyword)));
  const others = rest === undefined ? [] : [...call.args.slice(rest), ...keywordsOf(call)];
  return [...(given === undefined ? [] : [given]), ...collections, ...others];
}

/** A queue, lock or event of threads that is given to a process. */
export interface MisplacedMeans {
  readonly call: Node;
  readonly argument: Node;
  /** The qualified name of its class. */
  readonly of: string;
  /** How the process may start; undefined for a job, which is always pickled. */
  readonly start?: StartMethods;
}

/** In source order: a forked process has a copy of its own, and to any other it cannot be sent. */
export function* misplacedMeansIn(module: Module): Generator<MisplacedMeans> {
  for (const { call, sending } of sendingsIn(module)) {
    const isStarting = sending.when !== 'always';
    for (const argument of argumentsOf(call, sending)) {
      const obstacle = obstacleIn(argument, { isStarting });
      if (obstacle?.of === undefined || !isMeansOfThreads(obstacle) || isExpected(call)) continue;
      yield { call, argument, of: obstacle.of, ...(isStarting ? { start: startMethodsOfMade(call) } : {}) };
    }
  }
}

/** Whether something in a module starts or feeds another process. */
export function usesProcesses(module: Module): boolean {
  return sendingsIn(module).length > 0 || processStartsIn(module).length > 0;
}

function isMeansOfThreads({ of, path }: Obstacle): boolean {
  return path === undefined && of !== undefined && MEANS_OF_THREADS.test(of);
}

/** The parts of a display of arguments: it is taken apart before it is sent. */
function partsOf(display: Node | undefined): readonly Node[] {
  if (display === undefined) return [];
  if (display.form === Form.Dict) return display.children.flatMap((pair) => pair.child(Role.Value) ?? []);
  const isSequence = display.form === Form.Tuple || display.form === Form.List || display.form === Form.Set;
  return isSequence ? display.children : [];
}

function keywordsOf(call: Node): Node[] {
  return call
    .childrenIn(Role.Argument)
    .flatMap((argument) => (argument.form === Form.Keyword ? (argument.child(Role.Value) ?? []) : []));
}

/** `except pickle.PicklingError`, and what pickle raises besides. */
function isExpected(call: Node): boolean {
  return isCaughtAt(call, ['PicklingError', 'PickleError', 'AttributeError', 'TypeError']);
}
