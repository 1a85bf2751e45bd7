/** What the rule says about one blocking call: in the message, in the hover, and about places that belong to it. */
import {
  type AsyncLibrary,
  type BlockingCall,
  Form,
  type Node,
  nativeInstead,
  type RelatedPlace,
  Role,
  threadRunner,
} from '#analysis';

/** What is pointed at: the function that is called, the thing that is iterated or entered. */
export function subjectOf({ node }: BlockingCall): Node {
  return node.form === Form.Call ? (node.child(Role.Callee) ?? node) : node;
}

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

const UNTIL: Readonly<Partial<Record<BlockingCall['model']['kind'], string>>> = {
  sleep: 'the time is over',
  signal: 'a signal arrives',
  input: 'the user has pressed Enter',
  debugger: 'the debugger goes on',
  subprocess: 'the other program has ended',
  spawn: 'the other process has been started',
  server: 'the server stops',
  device: 'the device has answered',
  cpu: 'the computation is done',
  import: 'the module has been found, read and run',
  socket: 'the other side has sent or taken the data',
  dns: 'the name server has answered',
  broker: 'the broker has answered',
  database: 'the database has answered',
  browser: 'the browser has answered',
  select: 'one of the descriptors is ready',
  thread: 'another thread sets it off',
  lock: 'the lock is free',
  queue: 'somebody puts something into the queue',
  'full-queue': 'somebody takes something out of the queue',
  'queue-join': 'everything in the queue has been worked off',
  future: 'the job is done',
  process: 'the other process is done',
  ipc: 'the other process has answered',
  'file-lock': 'the other process lets go of the file',
  disk: 'the disk has answered',
  fd: 'the descriptor has taken or given the data',
  metadata: 'the file system has answered',
  declared: 'it is done',
};

export function detailOf(blocking: BlockingCall, code: Node): string {
  const wait = `${capitalised(placeOf(code))} keeps the thread of the loop ${durationOf(blocking)}`;
  if (blocking.isAwaited) return `${wait}; what it gets then is nothing that one can await.`;
  return `${wait}; meanwhile no other task, timer or callback runs.`;
}

/** `for 3 s`, `until the server has answered`. */
export function durationOf({ model, name, node }: BlockingCall): string {
  const seconds = name === 'time.sleep' ? node.args[0] : undefined;
  const isKnown = seconds?.form === Form.Number;
  const until = name.endsWith('Thread.join') ? 'the thread has ended' : UNTIL[model.kind];
  return isKnown ? `for ${seconds.text} s` : `until ${until ?? 'the server has answered'}`;
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
  const native = nativeInstead(model, library);
  const hasArguments = node.childrenIn(Role.Argument).length > 0;
  const callee = subjectOf({ node } as BlockingCall).text;
  const shown = isPlain(callee) ? callee : 'f';
  const thread = `\`await ${threadRunner(library)}(${shown}${hasArguments ? ', …' : ''})\``;
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

/** As the user writes it; by the library's name where that is long, or where there are calls in it. */
export function nameOf(blocking: BlockingCall): string {
  const written = chainOf(subjectOf(blocking));
  if (written !== undefined && written.length <= 45) return written;
  const name = blocking.name.replace(/\.__\w+__$/, '');
  return name.split('.').slice(-2).join('.');
}

/** `mongo[…].orders.find_one`: names, attributes and subscripts; undefined for anything else. */
export function chainOf(node: Node): string | undefined {
  if (node.form === Form.Name) return node.name;
  if (node.form !== Form.Attribute && node.form !== Form.Subscript) return undefined;
  const start = chainOf(node.child(Role.Object)!);
  if (start === undefined) return undefined;
  return node.form === Form.Attribute ? `${start}.${node.name}` : `${start}[…]`;
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
