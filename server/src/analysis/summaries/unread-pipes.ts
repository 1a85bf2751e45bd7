/** Processes that are waited for while nobody reads the pipe that they write to. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { type Output, PIPES, PROCESS_STARTERS, STARTER_NAMES, type Starter } from '../library/subprocesses.ts';
import { callsNamed } from '../program/called-names.ts';
import { runningCode } from '../program/code.ts';
import { mayComeBefore } from '../program/control-flow.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { reachedReferences } from '../program/usage.ts';
import { symbolOf } from '../program/value.ts';

export interface UnreadPipe {
  /**
   * - `call`: the call that starts the process waits for it too, and nobody can read
   * - `wait`: `process.wait()`
   * - `poll`: a loop asks `process.poll()` until it has ended
   * - `other`: one output is read to its end while nobody reads the other one
   */
  readonly how: 'call' | 'wait' | 'poll' | 'other';
  /** The call that waits, or the expression that reads the other output. */
  readonly wait: Node;
  /** The call that starts the process. */
  readonly made: Node;
  /** The outputs that nobody reads, with the `PIPE` that was given; undefined for a default. */
  readonly pipes: readonly Pipe[];
  /** The first read that comes too late. */
  readonly late?: Node;
  /** Whether the wait ends after a while in any case. */
  readonly isLimited: boolean;
  /** Whether nothing in sight ever reads these pipes, and nobody else has the process. */
  readonly isNeverRead: boolean;
}

export interface Pipe {
  readonly output: Output;
  readonly given?: Node;
  /** Whether it is one whenever the process is started. */
  readonly isSure: boolean;
}

interface Started {
  readonly made: Node;
  readonly starter: Starter;
  readonly pipes: readonly Pipe[];
}

/** In source order. Only processes that a variable of the same code has count, or none at all; errs towards none. */
export function unreadPipesIn(module: Module): UnreadPipe[] {
  return processesWithPipes(module).flatMap((started) => {
    const { made, starter, pipes } = started;
    if (starter.waits)
      return [{ how: 'call', wait: made, made, pipes, isLimited: hasTimeout(made), isNeverRead: true }];
    const value = made.isAwaited ? made.parent! : made;
    const method = calledOn(value);
    if (method !== undefined) {
      const isWait = method.child(Role.Callee)!.name === 'wait';
      return isWait
        ? [{ how: 'wait', wait: method, made, pipes, isLimited: isLimited(method), isNeverRead: true } as const]
        : [];
    }
    const holder = holderOf(value);
    return holder === undefined ? [] : unreadOf(holder, started);
  });
}

const processesWithPipes = keptByChunk((module, chunk): Started[] =>
  callsNamed(module, chunk, STARTER_NAMES).flatMap((made) => {
    const starter = PROCESS_STARTERS[symbolOf(made.child(Role.Callee)!) ?? ''];
    const pipes = starter === undefined ? [] : pipesOf(made, starter);
    return starter === undefined || pipes.length === 0 ? [] : [{ made, starter, pipes }];
  }),
);

const OUTPUTS = ['stdout', 'stderr'] as const;

function pipesOf(made: Node, { pipes = [], positions = [-1, -1] }: Starter): Pipe[] {
  return OUTPUTS.flatMap((output, index): Pipe[] => {
    const given = made.argument(positions[index]!, output);
    const pipe = given === undefined ? undefined : pipeGiven(given);
    if (given !== undefined) return pipe === undefined ? [] : [{ output, given, ...pipe }];
    const isHidden = made.children.some(({ form }) => form === Form.DoubleStar);
    return pipes.includes(output) && !isHidden ? [{ output, isSure: true }] : [];
  });
}

/** Undefined for what is surely none; `PIPE if quiet else None` goes with tests further down. */
function pipeGiven(given: Node): Pick<Pipe, 'isSure'> | undefined {
  if (!PIPES.has(symbolOf(given) ?? '')) return undefined;
  if (given.form === Form.Attribute) return { isSure: true };
  if (given.form !== Form.Name) return { isSure: false };
  const bindings = given.scope.scopeOf(given.name)?.own(given.name) ?? [];
  const isNamed = bindings.every(({ kind, node }) => {
    const value = node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
    return kind === BindingKind.Import || value?.form === Form.Name || value?.form === Form.Attribute;
  });
  return { isSure: isNamed };
}

/** `value.method()` */
function calledOn(value: Node): Node | undefined {
  const attribute = value.parent;
  if (attribute?.form !== Form.Attribute || attribute.role !== Role.Callee) return undefined;
  return attribute.parent;
}

/** The only name that the process is given: in an assignment, or by `with`. */
function holderOf(value: Node): Node | undefined {
  const { parent } = value;
  const isHeld =
    (parent?.form === Form.Assign && value.role === Role.Value && parent.role !== Role.Value) ||
    parent?.form === Form.WithItem;
  const [target, ...others] = isHeld ? parent.childrenIn(Role.Target) : [];
  return target?.form === Form.Name && others.length === 0 ? target : undefined;
}

/** What is done with the process at one place. */
interface Use {
  readonly node: Node;
  /** `escape`: somebody else has it from here on. */
  readonly kind: 'wait' | 'poll' | 'end' | 'harmless' | 'escape' | Output | 'both';
  /** The whole of it: the call of a method, the attribute, the name. */
  readonly whole: Node;
}

function unreadOf(holder: Node, { made, pipes }: Started): UnreadPipe[] {
  const scope = holder.scope.scopeOf(holder.name);
  if (scope === undefined || (scope.isModule && scope.own(holder.name).length > 1)) return [];
  const uses = reachedReferences(holder).map(useOf);
  const code = runningCode(made);
  const isOwn = ({ node }: Use): boolean => runningCode(node).id === code.id;
  const isBefore = (use: Use, wait: Use): boolean => !isOwn(use) || mayComeBefore(use.node, wait.node, made);
  for (const wait of uses) {
    if ((wait.kind !== 'wait' && wait.kind !== 'poll') || !isOwn(wait)) continue;
    const before = uses.filter((use) => use !== wait && isBefore(use, wait));
    if (before.some(({ kind }) => kind === 'escape' || kind === 'end' || kind === 'both')) continue;
    if (wait.kind === 'poll' && !isWaitedByPolling(wait.whole)) continue;
    if (wait.kind === 'wait' && !isWaitedOnTheSpot(wait.whole)) continue;
    const unread = pipes.filter(({ output }) => !before.some(({ kind }) => kind === output));
    // Who reads one of two is spoken of below, where it is read.
    if (unread.length < pipes.length) break;
    const late = uses.find(({ kind, node }) => isRead(kind) && node.start > wait.node.start)?.whole;
    const isNeverRead = uses.every(({ kind }) => !isRead(kind) && kind !== 'escape');
    // Who reads it somewhere may know when it is none.
    if (!isNeverRead && !unread.every(({ isSure }) => isSure)) continue;
    return [
      {
        how: wait.kind,
        wait: wait.whole,
        made,
        pipes: unread,
        ...(late === undefined ? {} : { late }),
        isLimited:
          wait.kind === 'wait' ? isLimited(wait.whole) : wait.whole.statement.child(Role.Test)?.form === Form.BoolOp,
        isNeverRead,
      },
    ];
  }
  return pipes.length === 2 && pipes.every(({ isSure }) => isSure) ? readOneByOne(uses, made, pipes, isOwn) : [];
}

function isRead(kind: Use['kind']): boolean {
  return kind === 'stdout' || kind === 'stderr' || kind === 'both';
}

function useOf(node: Node): Use {
  const { parent } = node;
  if (node.role === Role.Object && parent?.form === Form.Attribute) {
    const call = parent.role === Role.Callee ? parent.parent : undefined;
    const kind = KINDS[parent.name] ?? 'escape';
    if (parent.name === 'pid') return { node, whole: parent, kind: isKilled(parent) ? 'end' : 'harmless' };
    if (kind === 'harmless' || isRead(kind)) return { node, whole: call ?? parent, kind };
    // `wait_for(process.wait, …)`, `on_end = process.kill`
    return call === undefined ? { node, whole: parent, kind: 'escape' } : { node, whole: call, kind };
  }
  const isLookedAt =
    parent?.form === Form.WithItem ||
    node.role === Role.Test ||
    parent?.form === Form.Compare ||
    parent?.form === Form.Not;
  return { node, whole: node, kind: isLookedAt ? 'harmless' : 'escape' };
}

const KINDS: Readonly<Record<string, Use['kind']>> = {
  wait: 'wait',
  poll: 'poll',
  kill: 'end',
  terminate: 'end',
  send_signal: 'end',
  aclose: 'end',
  communicate: 'both',
  stdout: 'stdout',
  stderr: 'stderr',
  stdio: 'both',
  stdin: 'harmless',
  returncode: 'harmless',
  args: 'harmless',
};

/** `os.killpg(os.getpgid(process.pid), SIGTERM)` */
function isKilled(pid: Node): boolean {
  for (const around of pid.ancestors()) {
    if (around.form === Form.Call && /kill|terminate|waitpid|signal/i.test(around.child(Role.Callee)!.text))
      return true;
    // `pid = process.pid`: who knows what becomes of it.
    if (around.role === Role.Statement) return around.form === Form.Assign;
  }
  return false;
}

/** Not `create_task(process.wait())`, `gather(process.wait(), read())`. */
function isWaitedOnTheSpot(call: Node): boolean {
  if (call.role !== Role.Argument) return true;
  return call.parent!.isAwaited && WAIT_FOR.has(symbolOf(call.parent!.child(Role.Callee)!) ?? '');
}

const WAIT_FOR: ReadonlySet<string> = new Set(['asyncio.wait_for', 'asyncio.shield']);

/** `while process.poll() is None:` with a body that does nothing to end it. */
function isWaitedByPolling(call: Node): boolean {
  const loop = call.statement;
  if (loop.form !== Form.While || !loop.child(Role.Test)?.contains(call)) return false;
  const test = call.parent?.form === Form.Compare ? call.parent : undefined;
  if (test === undefined || !/\bis\s+None$/.test(test.text)) return false;
  const body = loop.child(Role.Body);
  return [Form.Break, Form.Return, Form.Raise, Form.Yield].every(
    (form) => body?.descendants(form).next().done !== false,
  );
}

/** `wait(timeout=5)`, `wait_for(process.wait(), 5)`, `with fail_after(5):` */
function isLimited(wait: Node): boolean {
  if (hasTimeout(wait) || wait.role === Role.Argument) return true;
  for (const around of wait.ancestors()) {
    if (around.isFunction) return false;
    if (around.form !== Form.With) continue;
    const contexts = around.childrenIn(Role.Clause).map((item) => item.child(Role.Context)?.text ?? '');
    if (contexts.some((text) => /timeout|fail_after|fail_at|move_on_a/i.test(text))) return true;
  }
  return false;
}

function hasTimeout(call: Node): boolean {
  const isWait = call.child(Role.Callee)?.name === 'wait';
  const given = call.argument(isWait ? 0 : -1, 'timeout');
  return given !== undefined ? given.form !== Form.None : call.children.some(({ form }) => form === Form.DoubleStar);
}

/** `process.stdout.read()` while nobody reads `stderr`, which fills up. */
function readOneByOne(
  uses: readonly Use[],
  made: Node,
  pipes: readonly Pipe[],
  isOwn: (use: Use) => boolean,
): UnreadPipe[] {
  const reads = uses.filter(({ kind }) => isRead(kind) || kind === 'escape');
  const [first] = reads;
  if (first === undefined || (first.kind !== 'stdout' && first.kind !== 'stderr') || !reads.every(isOwn)) return [];
  const drain = drainOf(first.whole);
  const others = reads.filter(({ kind }) => kind !== first.kind);
  if (drain === undefined || others.some(({ node }) => mayComeBefore(node, drain, made))) return [];
  if (uses.some((use) => use.kind === 'end' && mayComeBefore(use.node, drain, made))) return [];
  const late = others[0]?.whole;
  return [
    {
      how: 'other',
      wait: drain,
      made,
      pipes: pipes.filter(({ output }) => output !== first.kind),
      ...(late === undefined ? {} : { late }),
      isLimited: false,
      isNeverRead: others.length === 0,
    },
  ];
}

/** The expression that reads a pipe to its end: `process.stdout.read()`, `for line in process.stdout:`. */
function drainOf(pipe: Node): Node | undefined {
  const { parent } = pipe;
  if (pipe.role === Role.Iterable) return pipe;
  if (parent?.form !== Form.Attribute) return undefined;
  const call = parent.role === Role.Callee ? parent.parent : undefined;
  if (call !== undefined) {
    return /^(read|readlines)$/.test(parent.name) && call.childrenIn(Role.Argument).length === 0 ? call : undefined;
  }
  // `iter(process.stdout.readline, b"")`
  const isIter =
    parent.name === 'readline' && symbolOf(parent.parent!.child(Role.Callee) ?? parent) === 'builtins.iter';
  return isIter && parent.parent!.role === Role.Iterable ? parent.parent : undefined;
}
