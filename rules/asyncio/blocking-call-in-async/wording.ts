/** What the rule says about one blocking call: in the message, in the hover, and about places that belong to it. */
import {
  type AsyncLibrary,
  type BlockingCall,
  chainOfNames as chainOf,
  durationOfWait as durationOf,
  Form,
  inThread,
  type Node,
  nameOfWait as nameOf,
  nativeInstead,
  type RelatedPlace,
  Role,
  subjectOfWait as subjectOf,
} from '#analysis';

export { chainOf, durationOf, nameOf, subjectOf };

export function messageOf(blocking: BlockingCall, code: Node): string {
  const name = nameOf(blocking);
  const place = `the event loop in ${placeOf(code)}`;
  if (blocking.isAwaited) return `'${name}' blocks ${place}, then 'await' raises TypeError.`;
  switch (blocking.how) {
    case 'iteration':
      return `Iterating over '${name}' blocks ${place}.`;
    case 'enter':
      return blocking.model.kind === 'lock'
        ? `Waiting for '${name}' blocks ${place}.`
        : `Entering '${name}' blocks ${place}.`;
    case 'exit':
      return `Leaving 'with ${name}' blocks ${place}.`;
    default:
      return `'${name}' blocks ${place}.`;
  }
}

export function detailOf(blocking: BlockingCall, code: Node): string {
  const wait = `${capitalised(placeOf(code))} keeps the thread of the loop ${durationOf(blocking)}`;
  if (blocking.isAwaited) return `${wait}; what it gets then is nothing that one can await.`;
  return `${wait}; meanwhile no other task, timer or callback runs.`;
}

/** What blocks, as it stands there. */
export function writtenAs({ how, node }: BlockingCall): string {
  if (how === 'iteration') return `for … in ${node.text}`;
  if (how === 'enter') return `with ${node.text}`;
  return how === 'exit' ? `end of with ${node.text}` : node.text;
}

export function insteadOf({ model, name, node, how, isShort }: BlockingCall, library: AsyncLibrary): string {
  if (name === 'time.sleep') return `Use \`await ${library}.sleep(…)\`.`;
  if (model.kind === 'debugger') return 'Remove it once the bug is found.';
  if (isShort) return 'Nothing, as long as everybody who holds the lock lets go of it at once.';
  const native = nativeInstead(model, library, node.module.environment.targetPython);
  const hasArguments = node.childrenIn(Role.Argument).length > 0;
  const callee = subjectOf({ node } as BlockingCall).text;
  const shown = isPlain(callee) ? callee : 'f';
  const thread = `\`await ${inThread(library, `${shown}${hasArguments ? ', …' : ''}`, node.module)}\``;
  const canMove = model.isMovable && how === 'call';
  if (native === undefined) return canMove ? `Run it in a thread: ${thread}.` : 'Do it in a thread, and await that.';
  return canMove ? `Use ${native}, or run it in a thread: ${thread}.` : `Use ${native}.`;
}

export function relatedTo({ cause, how, node }: BlockingCall, code: Node, origin: Node | undefined): RelatedPlace[] {
  const related: RelatedPlace[] = [];
  if (cause !== undefined) {
    const what = cause.form === Form.Call ? (cause.child(Role.Callee) ?? cause) : cause;
    const shown = isPlain(what.text) ? `'${what.text}'` : 'This';
    const lock = how === 'call' ? node.child(Role.Callee)!.child(Role.Object)!.text : node.text;
    const message =
      how === 'exit' ? `Nothing waits for this job inside the 'with'.` : `${shown} runs here under '${lock}'.`;
    related.push({ path: what.module.path, range: what.range, message });
  }
  return [...related, ...givenToLoop(code, origin)];
}

export function givenToLoop(code: Node, origin: Node | undefined): RelatedPlace[] {
  if (origin === undefined) return [];
  const { range } = origin.child(Role.Callee) ?? origin;
  return [{ path: origin.module.path, range, message: `The event loop is given ${placeOf(code)} here.` }];
}

export function isPlain(text: string): boolean {
  return text.length <= 40 && /^[\w.]+$/.test(text);
}

export function placeOf(code: Node): string {
  return code.form === Form.Lambda ? 'a callback' : `'${code.name}'`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
