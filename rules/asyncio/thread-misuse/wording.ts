/** What the rule says about each way to misuse a thread. */
import {
  Form,
  lastName,
  type MissingInit,
  type NoTuple,
  type Range,
  type RelatedPlace,
  type Restart,
  Role,
  type RunHere,
  type TakenInternal,
} from '#analysis';

export type Misuse = NoTuple | RunHere | Restart | MissingInit | TakenInternal;

export function rangeOf(misuse: Misuse): Range {
  switch (misuse.kind) {
    case 'no-tuple':
      return misuse.given.range;
    case 'no-init':
      return nameRange(misuse.init.text, misuse.init.start, '__init__');
    case 'internal': {
      const { node } = misuse;
      return node.form === Form.Function ? nameRange(node.text, node.start, node.name) : node.range;
    }
    default:
      return misuse.call.child(Role.Callee)!.range;
  }
}

function nameRange(text: string, start: number, name: string): Range {
  const at = start + Math.max(0, text.search(new RegExp(`(?<=def\\s+)${name}\\b`)));
  return { start: at, end: at + name.length };
}

export function messageOf(misuse: Misuse): string {
  switch (misuse.kind) {
    case 'no-tuple': {
      const shown = shortly(misuse.given.text);
      if (misuse.is === undefined) return `'(${shown})' is no tuple, so the arguments are what is in '${shown}'.`;
      return `The arguments are ${misuse.is} instead of a tuple.`;
    }
    case 'run':
      return `'${calleeOf(misuse.call)}()' runs here, and in no thread or process of its own.`;
    case 'restart':
      return `'${calleeOf(misuse.call)}()' starts what has been started before.`;
    case 'no-init':
      return `'${misuse.cls.name}' never calls the constructor of '${lastName(misuse.base)}'.`;
    case 'internal':
      return `'${misuse.cls.name}' takes the name '${misuse.node.name}', which Thread uses itself.`;
  }
}

export function detailOf(misuse: Misuse): string {
  switch (misuse.kind) {
    case 'no-tuple':
      if (misuse.is === 'a string') return 'Each character becomes an argument of its own.';
      if (misuse.is === 'a dict') return 'Its keys become the arguments.';
      if (misuse.is !== undefined)
        return 'It has no items to be the arguments: that raises TypeError, for a thread in the thread itself.';
      return 'Parentheses alone make no tuple; the comma does.';
    case 'run':
      return 'The caller waits until it is done, and nothing runs beside it.';
    case 'restart':
      return 'A thread or process can be started once; the second time raises RuntimeError or AssertionError.';
    case 'no-init':
      return `An instance of it cannot be started: 'start()' raises ${misuse.base.startsWith('threading.') ? 'RuntimeError' : 'an exception'}.`;
    case 'internal': {
      const { use, until, since } = misuse.internal;
      const versions =
        until !== undefined ? ` up to Python 3.${until}` : since !== undefined ? ` from Python 3.${since} on` : '';
      return `'${misuse.node.name}' ${use}${versions}.`;
    }
  }
}

export function insteadOf(misuse: Misuse): string {
  switch (misuse.kind) {
    case 'no-tuple':
      return `Write a comma: '(${shortly(misuse.given.text)},)'.`;
    case 'run':
      return "Call 'start()', which runs it in a thread or process of its own; or call the function itself.";
    case 'restart':
      return 'Make a new one for each start, or give the work to a pool.';
    case 'no-init':
      return "Call 'super().__init__()' first.";
    case 'internal':
      return `Take another name, such as '${misuse.node.name.slice(1)}${misuse.node.name === '_stop' ? '_requested' : '_state'}'.`;
  }
}

export function relatedTo(misuse: Misuse): RelatedPlace[] {
  if (misuse.kind !== 'restart') return [];
  const { before } = misuse;
  if (before.form === Form.Call) return [{ range: before.child(Role.Callee)!.range, message: 'It is started here.' }];
  const end = before.child(Role.Body)!.start;
  const range = { start: before.start, end: before.start + before.text.slice(0, end - before.start).trimEnd().length };
  return [{ range, message: 'Each turn of this loop starts it again.' }];
}

function calleeOf(call: RunHere['call']): string {
  const callee = call.child(Role.Callee)!;
  const made = callee.child(Role.Object);
  // `Thread(target=f).run`
  if (made?.form === Form.Call) return `${shortly(made.child(Role.Callee)!.text)}(…).${callee.name}`;
  return shortly(callee.text);
}

function shortly(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** In characters. */
const LONGEST = 30;
