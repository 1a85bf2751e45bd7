/** Witnesses of every kind, as rules will make them. */
import {
  type Acquisition,
  type BlockingPath,
  blockingWitness,
  deadlockWitness,
  type Node,
  type Witness,
} from '#analysis';
import { analyse, moduleOf } from '../analyse.ts';

/** The witness of the first finding in a text. */
export function witnessIn(text: string, path = 'shop/module.py'): Witness {
  const { witness } = analyse(text, { path }).findings.find((finding) => finding.witness !== undefined)!;
  return witness!;
}

/** Several threads that run a statement on a global `x`, after other statements of the module. */
export function racing(statement: string, before = 'x = 0'): string {
  return `import threading
${before}
def work(n, key):
    global x
    ${statement}
for _ in range(4):
    threading.Thread(target=work).start()
`;
}

const BANK = `import threading
def transfer():
    with accounts:
        save()
def save():
    with log:
        pass
def audit():
    with log:
        with accounts:
            pass
`;

const LOOP = `async def handle(request):
    return load(request)
async def health():
    pass
async def refresh():
    pass
def load(request):
    return read(request)
def read(request):
    return parse(request)
def parse(request):
    return fetch(request)
def fetch(request):
    return requests.get("http://prices.example", timeout=3)
`;

export function deadlock(): Witness {
  const module = moduleOf(BANK, 'shop/bank.py');
  const [transfer, save, audit] = module.functions as [Node, Node, Node];
  const at = (part: string, from = 0): Node => nodeAt(module, part, from);
  const thread = { kind: 'thread', isMany: false, isAssumed: false } as const;
  const first: Acquisition = {
    ...{ context: thread, code: transfer, held: 'accounts', wanted: 'log' },
    path: [{ node: at('accounts') }, { node: at('save()') }, { node: at('log', save.start) }],
  };
  const second: Acquisition = {
    ...{ context: thread, code: audit, held: 'log', wanted: 'accounts' },
    path: [{ node: at('log', audit.start) }, { node: at('accounts', audit.start) }],
  };
  return deadlockWitness(first, second);
}

/** A helper that waits for a coroutine, called on the loop that has to run it. */
export const OWN_LOOP = `import asyncio
async def load():
    return 42
async def main():
    return wait()
def wait():
    future = asyncio.run_coroutine_threadsafe(load(), asyncio.get_running_loop())
    return future.result()
`;

/** A process that writes to a pipe, and a program that waits for its end. */
export const UNREAD_PIPE = `from subprocess import PIPE, Popen
def build(target):
    make = Popen(["make", target], stdout=PIPE)
    make.wait()
    return make.stdout.read()
`;

/** A process that puts into a queue, and a program that waits for its end. */
export const UNREAD_QUEUE = `from multiprocessing import Process, Queue
def work(results):
    results.put(load())
def main():
    results = Queue()
    process = Process(target=work, args=(results,))
    process.start()
    process.join()
    return results.get()
`;

/** As many calls as one asks for, up to five. */
export function chainOf(hops: number): Witness {
  const module = moduleOf(LOOP, 'shop/app.py');
  const parts = [
    'load(request)\nasync',
    'read(request)\ndef',
    'parse(request)\ndef',
    'fetch(request)\ndef',
    'requests.get(',
  ];
  const chain = parts.slice(parts.length - hops).map((part) => ({ node: nodeAt(module, part, 0) }));
  const blocking: BlockingPath = { code: module.functions[0]!, chain, wait: 'until the server has answered' };
  return blockingWitness(blocking);
}

/** The outermost expression that starts where this text starts. */
function nodeAt(module: ReturnType<typeof moduleOf>, part: string, from: number): Node {
  const start = module.text.indexOf(part, from);
  const calls = module.calls.filter((call) => call.start === start);
  const named = [...module.named(new Set([/^\w+/.exec(part)![0]]))].filter((name) => name.start === start);
  return calls.toSorted((a, b) => b.end - a.end)[0] ?? named[0]!;
}
