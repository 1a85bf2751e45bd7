/** What is said of a handler that waits for what the interrupted code may hold. */
import { deadlockWitness, type Interruption, nameOfCode, type RelatedPlace, type Witness } from '#analysis';

export function messageOf({ what, entry, name }: Interruption): string {
  return MESSAGES[what](entry.name === '' ? 'The handler' : `'${nameOfCode(entry)}'`, name);
}

const MESSAGES: Readonly<Record<Interruption['what'], (handler: string, name: string) => string>> = {
  lock: (handler, name) => `${handler} takes '${name}', which the interrupted code may hold.`,
  queue: (handler, name) => `${handler} uses '${name}', whose lock the interrupted code may hold.`,
  event: (handler, name) => `${handler} uses '${name}', whose lock the interrupted code may hold.`,
  log: (handler) => `${handler} logs, and may interrupt code that is just logging.`,
};

export function detailOf({ kind, what }: Interruption): string {
  if (what === 'log') {
    return "The locks of 'logging' let the same thread in, but the stream raises 'RuntimeError: reentrant call'.";
  }
  return kind === 'signal-handler'
    ? 'The main thread goes on only when the handler has ended, so a lock that it holds is never released.'
    : 'It runs in the middle of what drops the last reference or sets off the collector, which goes on only when it has ended.';
}

export function relatedTo({ what, name, entry, origin, steps, holder }: Interruption): RelatedPlace[] {
  const places = steps.slice(1).map((node) => ({
    node,
    message: node === steps.at(-1) ? ENDS[what](name) : 'Through this call.',
  }));
  if (holder !== undefined)
    places.push({ node: holder.node, message: 'What holds it from here on may be interrupted.' });
  if (!origin.contains(entry)) {
    const who = entry.name === '' ? 'The handler' : `'${nameOfCode(entry)}'`;
    places.push({ node: origin, message: `${who} is registered here.` });
  }
  return places.map(({ node, message }) => ({ path: node.module.path, range: node.range, message }));
}

const ENDS: Readonly<Record<Interruption['what'], (name: string) => string>> = {
  lock: (name) => `'${name}' is taken here.`,
  queue: (name) => `'${name}' is used here.`,
  event: (name) => `'${name}' is used here.`,
  log: () => 'It logs here.',
};

/** Two that wait for each other: the interrupted code for the handler's end, the handler for the lock. */
export function witnessOf({ kind, entry, what, name, steps, holder }: Interruption): { readonly witness?: Witness } {
  if (holder === undefined || what !== 'lock') return {};
  const handler = entry.name === '' ? 'the handler' : `${nameOfCode(entry)}()`;
  const interrupted = {
    ...holder,
    held: name,
    wanted: handler,
    path: [{ node: holder.node }, { node: entry, text: `${handler} interrupts` }],
  };
  const context = { kind, isMany: false, isAssumed: false };
  const interrupting = { code: entry, context, wanted: name, path: steps.map((node) => ({ node })) };
  return { witness: deadlockWitness(interrupted, interrupting) };
}
