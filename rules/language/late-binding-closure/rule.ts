import { bindAsDefaults, Flag, Form, lateBindingsOf, type Node, Role, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A function made in a loop must not read the loop's variables after its turn.
 *
 * Only functions that are seen to outlive their turn count: one that is called, sorted by or joined within the turn reads
 * the right value, and of what is passed to unknown code nothing is known.
 */
export const lateBindingClosure: Rule = {
  id: 'late-binding-closure',
  severity: 'warning',
  fix: 'unsafe',
  peers: ['ruff B023', 'pylint W0640', 'sonar S1515'],
  explanation,
  *check(module) {
    for (const late of lateBindingsOf(module)) {
      const { closure, reads } = late;
      const { how, node: place } = late.escape;
      const { name: read, bindings } = reads[0]!;
      const { name } = read;
      const [runner, instead] = RUNNERS[how] ?? kindOf(closure);
      const has = how in RUNNERS && how !== 'callback' ? 'may have' : 'has';
      const names = reads.map((other) => other.name.name);
      const isBindable = late.isSettled && closure.isFunction && closure.child(Role.Decorator) === undefined;
      const edits = isBindable ? bindAsDefaults(closure, names, { isKeywordOnly: how === 'callback' }) : undefined;
      yield {
        range: read.range,
        message: `'${name}' is read when the ${runner} runs; by then the loop ${has} rebound it.`,
        detail: detailOf(how, runner, name),
        instead: instead.replaceAll('NAME', name),
        related: [
          { range: bindings[0]!.node.range, message: `The loop rebinds '${name}' here.` },
          { range: place.range, message: PLACES[how] ?? `The ${runner} is set up here.` },
        ],
        fixes: edits === undefined ? [] : [{ title: titleOf(names), safety: 'unsafe', edits }],
      };
    }
  },
};

const PARTIAL = 'Bind the value now: `functools.partial(function, NAME)`, or a default `NAME=NAME`.';
const GENERATOR = 'Make a list here, or pass the value to a generator function.';

/** By who runs it later: what a message calls it, and what to do instead. */
const RUNNERS: Readonly<Record<string, readonly [string, string]>> = {
  thread: ['thread', 'Pass the value: `Thread(target=function, args=(NAME,))`.'],
  process: ['process', 'Pass the value: `Process(target=function, args=(NAME,))`.'],
  pool: ['pool job', 'Pass the value: `submit(function, NAME)`.'],
  task: ['task', 'Pass the value to the coroutine: `create_task(function(NAME))`.'],
  timer: ['timer', 'Pass the value with the function, or bind it now: `functools.partial(function, NAME)`.'],
  callback: ['callback', 'Bind the value now: `functools.partial(function, NAME)`.'],
};

function kindOf(closure: Node): readonly [string, string] {
  if (closure.form === Form.Comprehension) return ['generator', GENERATOR];
  if (closure.has(Flag.Generator)) return ['generator', PARTIAL];
  return [closure.isAsync ? 'coroutine' : 'function', PARTIAL];
}

const PLACES: Readonly<Record<string, string>> = {
  collected: 'All of them are made before the first is used.',
  appended: 'It is kept here, for after this turn.',
  stored: 'It is kept here, for after this turn.',
  chained: 'The next turn wraps it again.',
};

function detailOf(how: string, runner: string, name: string): string {
  if (how === 'thread' || how === 'pool' || how === 'process') {
    return `The loop goes on while the ${runner} starts: which '${name}' it sees is a race between the two.`;
  }
  if (how in RUNNERS)
    return `The loop goes on before the ${runner} runs, which then sees the '${name}' of a later turn.`;
  return `Each ${runner} made here keeps the variable '${name}', not its value: in the end all see the last one.`;
}

function titleOf(names: readonly string[]): string {
  return `Bind ${names.map((name) => `'${name}'`).join(' and ')} when the function is made`;
}
