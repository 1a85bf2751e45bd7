/** Values that another thread changes while they are used: what depends on the build, and the schedules that show it. */
import { describe, expect, test } from 'vitest';
import { checkModule, createProgram, DEFAULT_CONFIG, DEFAULT_ENVIRONMENT, interleavingText } from '#analysis';
import { rules } from '#rules';
import { parseModule } from '../analyse.ts';
import { witnessIn } from './witness-samples.ts';

const PRICES = `import threading
prices = {}
def receive(name):
    prices[name] = 1
def total():
    return sum(prices.values())
def names():
    return tuple(prices)
def copied():
    return [name for name in list(prices)]
for name in ("a", "b"):
    threading.Thread(target=receive, args=(name,)).start()
total()
names()
copied()
`;

function linesOf(text: string, rule: string, freeThreaded: boolean): number[] {
  const environment = { ...DEFAULT_ENVIRONMENT, freeThreaded };
  const program = createProgram([{ parsed: parseModule(text), path: 'm.py', environment }]);
  const options = { rules: rules.filter(({ id }) => id === rule), config: { ...DEFAULT_CONFIG, select: ['ALL'] } };
  const { findings } = checkModule(program.module('m.py')!, program, options);
  return findings.map(({ range }) => text.slice(0, range.start).split('\n').length);
}

describe('a call that goes through a dictionary in C', () => {
  test('is one step as long as there is a GIL', () => {
    expect(linesOf(PRICES, 'iterate-while-shared-mutation', false)).toEqual([]);
    expect(linesOf(PRICES, 'iterate-while-shared-mutation', true)).toEqual([6, 8]);
  });
});

describe('a loop over what another thread changes', () => {
  test('shows the change between two turns', () => {
    const source = `import threading
jobs = {}
def add(name):
    jobs[name] = 1
def show():
    for name, job in jobs.items():
        print(name, job)
threading.Thread(target=add, args=("x",)).start()
show()
`;
    expect(`\n${interleavingText(witnessIn(source))}`).toMatchInlineSnapshot(`
      "
       main thread · show:6       thread · add:4   jobs
       for name, job in jobs.i…                    2 entries
       ┆ in the loop, any build   jobs[name] = 1   3 entries
       next turn                                   3 entries   ← RuntimeError
      "
    `);
  });

  test('in a task shows the await', () => {
    const source = `import asyncio
clients = set()
async def handle(reader, writer):
    clients.add(writer)
    for client in clients:
        await client.drain()
    clients.discard(writer)
async def main():
    await asyncio.start_server(handle, "localhost", 80)
asyncio.run(main())
`;
    expect(`\n${interleavingText(witnessIn(source))}`).toMatchInlineSnapshot(`
      "
       task 1                  task 2                clients
       handle, module.py:5     handle, module.py:4
       for client in clients                         2 entries
       ┆ at the 'await'        clients.add(writer)   3 entries
       next turn                                     3 entries
                                                                ← RuntimeError
      "
    `);
  });

  test('over a list leaves one out', () => {
    const source = `import threading
class Pool:
    def __init__(self):
        self.workers = []
    def start(self):
        for _ in range(2):
            threading.Thread(target=self.run).start()
    def run(self):
        self.workers.remove(self)
    def names(self):
        return [worker.name for worker in self.workers]
pool = Pool()
pool.start()
pool.names()
`;
    expect(`\n${interleavingText(witnessIn(source))}`).toMatchInlineSnapshot(`
      "
       main thread                thread                     self.workers
       Pool.names, module.py:11   Pool.run, module.py:9
       … for … in self.workers                               3 entries
       ┆ in the loop, any build   self.workers.remove(sel…   2 entries
       next turn                                             2 entries
                                                             ← one is left out
      "
    `);
  });
});

describe('a value that is tested and then read again', () => {
  test('shows that it has gone at the call in between', () => {
    const source = `import threading
client = object()
def drop():
    global client
    client = None
def use():
    if client is not None:
        print("use")
        client.get("x")
threading.Thread(target=drop).start()
use()
`;
    expect(`\n${interleavingText(witnessIn(source))}`).toMatchInlineSnapshot(`
      "
       main thread · use:7        thread · drop:5   client
       check client is not None                     there
       ┆ in print(), any build    client = None     None
       client.get                                   None   ← AttributeError
      "
    `);
  });

  test('shows an element that was removed', () => {
    const source = `import threading
sessions = {}
def leave(user):
    sessions.pop(user, None)
def visit(user):
    if user in sessions:
        return sessions[user]
threading.Thread(target=leave, args=("a",)).start()
visit("a")
`;
    expect(`\n${interleavingText(witnessIn(source))}`).toMatchInlineSnapshot(`
      "
       main thread · visit:6    thread · leave:4           sessions[user]
       check user in sessions                              there
       ┆ up to 3.9, or no GIL   sessions.pop(user, None)   gone
       sessions[user]                                      gone   ← KeyError
      "
    `);
  });
});

describe('a value that is published and then filled', () => {
  test('shows who sees it empty', () => {
    const source = `import threading
prices = {}
def load(rows):
    global prices
    prices = {}
    for name in rows:
        prices[name] = 1
def find(name):
    return prices[name]
threading.Thread(target=load, args=([],)).start()
find("a")
`;
    expect(`\n${interleavingText(witnessIn(source))}`).toMatchInlineSnapshot(`
      "
       thread                     main thread         prices
       load, module.py:5          find, module.py:9
       prices = {}                                    empty
       ┆ in the loop, any build   prices[name]        empty
       prices[name] = 1                               complete
                                                         ← half of it was seen
      "
    `);
  });

  test('shows a flag that comes too early', () => {
    const source = `import threading
class Job:
    done = False
    def run(self):
        self.done = True
        self.answer = compute()
    def look(self):
        return self.answer if self.done else 0
job = Job()
threading.Thread(target=job.run).start()
job.look()
`;
    expect(`\n${interleavingText(witnessIn(source))}`).toMatchInlineSnapshot(`
      "
       thread                      main thread             self.answer
       Job.run, module.py:5        Job.look, module.py:8
       self.done = True                                    not yet set
       ┆ in compute(), any build   self.answer             not yet set
       self.answer = compute()                             complete
                                                         ← half of it was seen
      "
    `);
  });
});
