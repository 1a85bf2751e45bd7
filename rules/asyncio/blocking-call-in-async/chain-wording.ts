/** What the rule says about a call that blocks by what the called function runs. */
import {
  type AsyncLibrary,
  type BlockingCall,
  type BlockingHop,
  classOf,
  countReaching,
  Form,
  inThread,
  methodOf,
  type Node,
  nativeInstead,
  type RelatedPlace,
  Role,
} from '#analysis';
import { capitalised, chainOf, durationOf, givenToLoop, isPlain, nameOf, placeOf, subjectOf } from './wording.ts';

/** What fits into one line of a list of problems. */
const LONGEST = 80;

/** The function around, which everybody sees, is named where there is room. */
export function messageOfHop(hop: BlockingHop, code: Node): string {
  const start = `${subjectOfHop(hop)} blocks the event loop`;
  const end = `, by ${waitOf(hop.chain.blocking)}.`;
  const full = `${start} in ${placeOf(code)}${end}`;
  return full.length <= LONGEST ? full : `${start}${end}`;
}

function subjectOfHop({ node, target, how }: BlockingHop): string {
  const name = writtenAs(node, target);
  switch (how) {
    case 'iteration':
      return `Iterating over '${name}'`;
    case 'enter':
      return `Entering '${name}'`;
    case 'exit':
      return `Leaving 'with ${name}'`;
    default:
      return how === 'with' ? `'with ${name}'` : `'${name}'`;
  }
}

function waitOf(blocking: BlockingCall): string {
  const name = nameOf(blocking);
  switch (blocking.how) {
    case 'iteration':
      return `iterating over '${name}'`;
    case 'enter':
      return blocking.model.kind === 'lock' ? `waiting for '${name}'` : `entering '${name}'`;
    case 'exit':
      return `leaving 'with ${name}'`;
    default:
      return `'${name}'`;
  }
}

export function detailOfHop({ chain: { blocking, last, isCertain } }: BlockingHop): string {
  const reaching = countReaching(last);
  const doubt = isCertain ? '' : ' Not every call comes to that.';
  const others = reaching > 1 ? ` ${reaching} coroutines come here.` : '';
  return `${capitalised(placeOf(last))} keeps the loop's thread ${durationOf(blocking)}; meanwhile no other task runs.${doubt}${others}`;
}

export function insteadOfHop({ node, target, how, chain }: BlockingHop, library: AsyncLibrary): string {
  const { targetPython } = node.module.environment;
  const native =
    chain.blocking.name === 'time.sleep'
      ? `\`await ${library}.sleep\``
      : nativeInstead(chain.blocking.model, library, targetPython);
  const byMeans = native === undefined ? '' : ` with ${native}`;
  if (how === 'iteration')
    return `Make ${placeOf(target)} an asynchronous generator${byMeans}, or go through it in a thread.`;
  if (how === 'enter' || how === 'exit' || how === 'with') return insteadOfWith(target, byMeans);
  const called = chainOf(subjectOf({ ...chain.blocking, node }));
  const hasArguments = node.form === Form.Call && node.childrenIn(Role.Argument).length > 0;
  const canMove = node.form === Form.Call && chain.blocking.model.isMovable;
  const shown = called !== undefined && isPlain(called) ? called : 'f';
  const thread = `run it in a thread: \`await ${inThread(library, `${shown}${hasArguments ? ', …' : ''}`, node.module)}\``;
  if (native === undefined) return canMove ? `${capitalised(thread)}.` : 'Do it in a thread, and await that.';
  const rewrite = `Make ${placeOf(target)} asynchronous with ${native}`;
  return canMove ? `${rewrite}, or ${thread}.` : `${rewrite}.`;
}

function insteadOfWith(target: Node, byMeans: string): string {
  const cls = classOf(target);
  if (cls === undefined) return `Make ${placeOf(target)} an asynchronous context manager${byMeans}.`;
  if (methodOf(cls, '__aexit__') !== undefined) return `Use \`async with\`, which ${placeOf(cls)} is made for too.`;
  return `Make ${placeOf(cls)} an asynchronous context manager${byMeans}.`;
}

/** The chain: each function's step into the next, and the wait at its end. */
export function relatedToHop({ chain }: BlockingHop, code: Node, origin: Node | undefined): RelatedPlace[] {
  const { hops, blocking, last } = chain;
  const steps = hops.map(({ node, target }) => placed(node, `${runner(node)} runs ${placeOf(target)} here.`));
  const end = subjectOf(blocking);
  const wait = placed(end, `'${nameOf(blocking)}' waits here, in ${placeOf(last)}.`);
  return [...steps, wait, ...givenToLoop(code, origin)];
}

function placed(node: Node, message: string): RelatedPlace {
  const { range, module } = node.form === Form.Call ? (node.child(Role.Callee) ?? node) : node;
  return { path: module.path, range, message };
}

function runner(node: Node): string {
  return node.code === undefined ? 'This' : capitalised(placeOf(node.code));
}

/** As the user writes it, else by the name of what it runs. */
function writtenAs(node: Node, target: Node): string {
  const written = chainOf(node.form === Form.Call ? (node.child(Role.Callee) ?? node) : node);
  return written !== undefined && written.length <= 40 ? written : target.name;
}
