/** Contexts as text: `def f():  # runs in: …` says where each function of a module is placed. */

import { expect, test } from 'vitest';
import { type ExecutionContext, placementOf } from '#analysis';
import { moduleOf } from '../analyse.ts';

const CASES: Readonly<Record<string, string>> = {
  'the main flow, known and assumed': `
def called():  # runs in: main
    helper()
def helper():  # runs in: main
    pass
def uncalled():  # runs in: main (assumed)
    only_from_uncalled()
def only_from_uncalled():  # runs in: main (assumed)
    pass
class C:
    called()
`,
  threads: `
import threading
def once():  # runs in: thread
    shared_helper()
def often():  # runs in: many threads
    shared_helper()
def shared_helper():  # runs in: many threads, thread
    pass
def twice():  # runs in: thread, thread
    pass
def by_two_callers():  # runs in: many threads
    pass
def launch():  # runs in: main
    threading.Thread(target=by_two_callers).start()
threading.Thread(target=once).start()
for _ in range(3):
    threading.Thread(target=often).start()
threading.Thread(target=twice).start()
threading.Thread(target=twice).start()
launch()
launch()
`,
  'pools, processes, the event loop': `
import asyncio, multiprocessing
from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
def job():  # runs in: many executors
    pass
def one_worker():  # runs in: executor
    pass
def child():  # runs in: process
    pass
def pool_child():  # runs in: many processes
    pass
def offloaded():  # runs in: executor
    pass
def callback():  # runs in: event-loop
    from_callback()
def from_callback():  # runs in: event-loop
    pass
async def coroutine():  # runs in: event-loop
    helper()
    await asyncio.to_thread(offloaded)
    asyncio.get_running_loop().call_soon(callback)
def helper():  # runs in: event-loop
    pass
def main():  # runs in: main
    with ThreadPoolExecutor() as pool:
        pool.map(job, range(3))
    with ThreadPoolExecutor(max_workers=1) as single:
        single.map(one_worker, range(3))
    multiprocessing.Process(target=child).start()
    with ProcessPoolExecutor() as processes:
        processes.map(pool_child, range(3))
    asyncio.run(coroutine())
main()
`,
  'classes that are threads, handlers of threading servers': `
import threading, socketserver
from http.server import ThreadingHTTPServer, BaseHTTPRequestHandler
class Made(threading.Thread):
    def run(self):  # runs in: thread
        self.step()
    def step(self):  # runs in: thread
        pass
class NeverMade(threading.Thread):
    def run(self):  # runs in: thread
        pass
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):  # runs in: many threads
        self.answer()
    def answer(self):  # runs in: many threads
        pass
Made().start()
ThreadingHTTPServer(('', 80), Handler).serve_forever()
`,
  'handlers and finalizers': `
import signal, weakref
def on_signal(number, frame):  # runs in: signal-handler
    pass
def on_death():  # runs in: finalizer
    pass
signal.signal(signal.SIGINT, on_signal)
weakref.finalize(object(), on_death)
`,
};

const PLURALS: Readonly<Record<string, string>> = { process: 'processes' };

function show({ kind, isMany, isAssumed }: ExecutionContext): string {
  if (isAssumed) return `${kind} (assumed)`;
  return isMany ? `many ${PLURALS[kind] ?? `${kind}s`}` : kind;
}

test.each(Object.entries(CASES))('%s', (_, text) => {
  const module = moduleOf(text);
  const placement = placementOf(module);
  const found = module.functions.map((fn) => `${fn.name}: ${placement.contextsOf(fn).map(show).sort().join(', ')}`);
  const expected = [...text.matchAll(/def (\w+)\(.*?\):\s+# runs in: (.*)$/gm)].map(
    ([, name, where]) => `${name}: ${where}`,
  );
  expect(found).toEqual(expected);
});
