/** How a blocking call is spoken of: what it is, as the user writes it, and how long it takes. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import type { BlockingCall } from './blocking-call.ts';

/** What is pointed at: the function that is called, the thing that is iterated or entered. */
export function subjectOfWait({ node }: BlockingCall): Node {
  return node.form === Form.Call ? (node.child(Role.Callee) ?? node) : node;
}

/** As the user writes it; by the library's name where that is long, or where there are calls in it. */
export function nameOfWait(blocking: BlockingCall): string {
  const written = chainOfNames(subjectOfWait(blocking));
  if (written !== undefined && written.length <= 45) return written;
  const name = blocking.name.replace(/\.__\w+__$/, '');
  return name.split('.').slice(-2).join('.');
}

/** `mongo[…].orders.find_one`: names, attributes and subscripts; undefined for anything else. */
export function chainOfNames(node: Node): string | undefined {
  if (node.form === Form.Name) return node.name;
  if (node.form !== Form.Attribute && node.form !== Form.Subscript) return undefined;
  const start = chainOfNames(node.child(Role.Object)!);
  if (start === undefined) return undefined;
  return node.form === Form.Attribute ? `${start}.${node.name}` : `${start}[…]`;
}

/** `for 3 s`, `until the server has answered`. */
export function durationOfWait({ model, name, node }: BlockingCall): string {
  const seconds = name === 'time.sleep' ? node.args[0] : undefined;
  const isKnown = seconds?.form === Form.Number;
  const until = name.endsWith('Thread.join') ? 'the thread has ended' : UNTIL[model.kind];
  return isKnown ? `for ${seconds.text} s` : `until ${until ?? 'the server has answered'}`;
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
  'nested-loop': 'the other loop has ended',
  'own-loop': 'this loop has run the coroutine',
  declared: 'it is done',
};
