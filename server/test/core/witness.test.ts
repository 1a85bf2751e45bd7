/** Witnesses as text: the schedule that loses, the chain that blocks, the cycle that locks. */
import { describe, expect, test } from 'vitest';
import {
  createProgram,
  interleavingText,
  otherEndOf,
  type RaceWitness,
  racesIn,
  raceWitness,
  witnessSentence,
} from '#analysis';
import { analyse, parseModule } from '../analyse.ts';
import { chainOf, deadlock, OWN_LOOP, racing, UNREAD_PIPE, UNREAD_QUEUE, witnessIn } from './witness-samples.ts';

function textOf(source: string): string {
  return `\n${interleavingText(witnessIn(source))}`;
}

describe('a race', () => {
  test('on a counter shows numbers', () => {
    expect(textOf(racing('x += 1'))).toMatchInlineSnapshot(`
      "
       thread 1 · work:5      thread 2 · work:5   x
       read x → 41                                41
       ┆ Python up to 3.9,    read x → 41         41
       ┆ or without the GIL   x = 41 + 1          42
       x = 41 + 1                                 42   ← one update lost
      "
    `);
  });

  test('between two places shows both', () => {
    const source = `import threading
x = 0
def up():
    global x
    x = x + 1
class Page:
    def down(self):
        global x
        x -= 2
threading.Thread(target=up).start()
threading.Thread(target=Page().down).start()
`;
    expect(textOf(source)).toMatchInlineSnapshot(`
      "
       thread 1 · up:5        thread 2 · Page.down:9   x
       read x → 41                                     41
       ┆ Python up to 3.9,    read x → 41              41
       ┆ or without the GIL   x = 41 - 2               39
       x = 41 + 1                                      42   ← one update lost
      "
    `);
  });

  test('with a plain write: that write is lost', () => {
    const source = `import threading
x = 0
def up():
    global x
    x += 1
threading.Thread(target=up).start()
x = 7
`;
    expect(textOf(source)).toMatchInlineSnapshot(`
      "
       thread                   main thread   x
       up, module.py:5          module.py:7
       read x → 41                            41
       ┆ up to 3.9, or no GIL   x = 7         7
       x = 41 + 1                             42   ← that write is lost
      "
    `);
  });

  test('with a call in the middle names it', () => {
    expect(textOf(racing('x[key] = x.get(key, 0) + 1', 'x = {}'))).toMatchInlineSnapshot(`
      "
       thread 1 · work:5      thread 2 · work:5   x[key]
       read x[key] → 41                           41
       ┆ in get(), on         read x[key] → 41    41
       ┆ every Python build   x[key] = 41 + 1     42
       x[key] = 41 + 1                            42   ← one update lost
      "
    `);
    expect(textOf(racing('x += price()'))).toMatchInlineSnapshot(`
      "
       thread 1               thread 2             x
       work, module.py:5      work, module.py:5
       read → 41                                   41
       ┆ in price(), on       read → 41            41
       ┆ every Python build   write 41 + price()   41 + price()
       write 41 + price()                          41 + price()
                                                             ← one update lost
      "
    `);
  });

  test('of what may be no number stays symbolic', () => {
    expect(textOf(racing('x += n', 'x = ""'))).toMatchInlineSnapshot(`
      "
       thread 1 · work:5      thread 2 · work:5   x
       read x → old                               old
       ┆ Python up to 3.9,    read x → old        old
       ┆ or without the GIL   x = old + n₂        old + n₂
       x = old + n₁                               old + n₁   ← one update lost
      "
    `);
    expect(textOf(racing('x = step(x)', 'x = start()'))).toMatchInlineSnapshot(`
      "
       thread 1               thread 2            x
       work, module.py:5      work, module.py:5
       read → old                                 old
       ┆ in step(), on        read → old          old
       ┆ every Python build   write step(old)     step(old)
       write step(old)                            step(old)
                                                             ← one update lost
      "
    `);
  });

  test('with the container of what is changed', () => {
    const source = `import threading
x = {}
def work(key):
    x[key] += 1
threading.Thread(target=work).start()
x = {}
`;
    expect(textOf(source)).toMatchInlineSnapshot(`
      "
       thread                   main thread   x[key]
       work, module.py:4        module.py:6
       read x[key] → 41                       41
       ┆ up to 3.9, or no GIL   x = {}        changed
       x[key] = 41 + 1                        42   ← that write is lost
      "
    `);
  });

  test.each([
    ['x += 1', ['41', '41', '42', '42']],
    ['x -= 0.5', ['41', '41', '40.5', '40.5']],
    ['x = 2 + x', ['41', '41', '43', '43']],
    ['x = x + n', ['41', '41', '41 + n₂', '41 + n₁']],
    ['x = x + len', ['41', '41', '41 + len', '41 + len']],
    ['x += n', ['41', '41', '41 + n₂', '41 + n₁']],
    ['x *= (n or 2)', ['41', '41', '41 * (n or 2)', '41 * (n or 2)']],
    ['x, y = 1, x', ['old', 'old', 'new₂', 'new₁']],
    ['x = first_of_several(x, "with a long text", n)', ['41', '41', 'new₂', 'new₁']],
  ])('%s: what the variable is after each step', (statement, states) => {
    const { steps } = witnessIn(racing(statement)) as RaceWitness;
    expect(steps.map(({ state }) => state)).toEqual(states);
  });

  test.each([
    ['x += 1', undefined],
    ['x = len(str(n)) + x', undefined],
    ['x = x + len(str(n))', 'str()'],
    ['x = step(x)', 'step()'],
    ['x += (n)()', 'n()'],
    ['x += n[0]()', 'the call'],
  ])('%s: the call that lets others in is after the read', (statement, at) => {
    const { window } = witnessIn(racing(statement)) as RaceWitness;
    expect(window).toEqual(at === undefined ? { kind: 'bytecodes' } : { kind: 'call', at });
  });

  test('with an await in the middle is open there, whatever else is called', () => {
    const source = `import asyncio, threading
x = 0
async def poll(n):
    global x
    x = x + int(n) + await price()
def work():
    global x
    x += 1
threading.Thread(target=work).start()
asyncio.run(poll(1))
`;
    expect(textOf(source)).toMatchInlineSnapshot(`
      "
       event loop · poll:5   thread · work:8   x
       read x → 41                             41
       ┆ at the 'await'      read x → 41       41
       ┆                     x = 41 + 1        42
       x = new                                 new   ← one update lost
      "
    `);
  });

  test('says when its window is open', () => {
    const race = witnessIn(racing('x += 1')) as RaceWitness;
    const kinds = (['await', 'call', 'bytecodes', 'no-gil'] as const).map((kind) => ({ ...race, window: { kind } }));
    expect(`\n${kinds.map(interleavingText).join('\n')}`).toMatchInlineSnapshot(`
      "
       thread 1 · work:5   thread 2 · work:5   x
       read x → 41                             41
       ┆ at the 'await'    read x → 41         41
       ┆                   x = 41 + 1          42
       x = 41 + 1                              42   ← one update lost

       thread 1 · work:5      thread 2 · work:5   x
       read x → 41                                41
       ┆ in a call, on        read x → 41         41
       ┆ every Python build   x = 41 + 1          42
       x = 41 + 1                                 42   ← one update lost

       thread 1 · work:5      thread 2 · work:5   x
       read x → 41                                41
       ┆ Python up to 3.9,    read x → 41         41
       ┆ or without the GIL   x = 41 + 1          42
       x = 41 + 1                                 42   ← one update lost

       thread 1 · work:5   thread 2 · work:5   x
       read x → 41                             41
       ┆ without the GIL   read x → 41         41
       ┆                   x = 41 + 1          42
       x = 41 + 1                              42   ← one update lost
      "
    `);
  });

  test('in module code', () => {
    const { lanes } = witnessIn(`import threading
x = 0
def up():
    global x
    x += 1
threading.Thread(target=up).start()
x += 1
`) as RaceWitness;
    expect(lanes.map(({ context, code, place }) => [context, code, place.line])).toEqual([
      ['thread', 'up', 5],
      ['main thread', '', 7],
    ]);
  });

  test('in the cells of a notebook, which count their own lines', () => {
    const source = { parsed: parseModule(racing('x += 1')), path: 'shop/sales.ipynb', isNotebook: true };
    const [race] = racesIn(createProgram([source]).module(source.path)!);
    expect(`\n${interleavingText(raceWitness(race!))}`).toMatchInlineSnapshot(`
      "
       thread 1 · work        thread 2 · work   x
       read x → 41                              41
       ┆ Python up to 3.9,    read x → 41       41
       ┆ or without the GIL   x = 41 + 1        42
       x = 41 + 1                               42   ← one update lost
      "
    `);
  });
});

describe('a decision that is stale', () => {
  const deciding = (body: string, before = ''): string => `import queue, threading
${before}
def make():
    return object()
def work(key):
    global x
${body}
for name in 'ab':
    threading.Thread(target=work, args=(name,)).start()
`;
  const CASES: readonly (readonly [string, string])[] = [
    ['unset', deciding('    if x is None:\n        x = make()', 'x = None')],
    ['unset, a flag', deciding('    if not x:\n        x = True\n        print(1)', 'x = False')],
    ['absent', deciding('    if key not in x:\n        x[key] = make()', 'x = {}')],
    ['absent, by return', deciding('    if key in x:\n        return\n    made = make()\n    x[key] = made', 'x = {}')],
    ['absent, appended', deciding('    if key not in x:\n        x.append(key)', 'x = []')],
    ['present', deciding('    if key in x:\n        del x[key]', 'x = {}')],
    ['filled', deciding('    while x:\n        x.pop()', 'x = []')],
    ['queued', deciding('    if not x.empty():\n        x.get()', 'x = queue.Queue()')],
  ];

  test('for each kind of decision', async () => {
    const blocks = CASES.map(([name, source]) => {
      const found = analyse(source).findings.find(({ rule }) => rule === 'check-then-act');
      return `${name}\n${interleavingText(found!.witness!)}`;
    });
    await expect(blocks.join('\n')).toMatchFileSnapshot('snapshots/decisions.snap');
  });
});

describe('a blocking call', () => {
  test('shows who waits', () => {
    expect(`\n${interleavingText(chainOf(1))}`).toMatchInlineSnapshot(`
      "
       event loop                                          health, other tasks
       handle()                                app.py:1    run
       └ requests.get("http://prices.exampl…   app.py:14   frozen
         ┆ until the server has answered                   frozen
       handle() goes on                                    run again
      "
    `);
  });

  test('shows the calls that lead to it, and not all of a long chain', () => {
    expect(`\n${interleavingText(chainOf(3))}`).toMatchInlineSnapshot(`
      "
       event loop                                          health, other tasks
       handle()                                app.py:1    run
       └ parse(request)                        app.py:10   frozen
         └ fetch(request)                      app.py:12   frozen
           └ requests.get("http://prices.ex…   app.py:14   frozen
             ┆ until the server has answered               frozen
       handle() goes on                                    run again
      "
    `);
    expect(`\n${interleavingText(chainOf(5))}`).toMatchInlineSnapshot(`
      "
       event loop                                          health, other tasks
       handle()                                app.py:1    run
       └ load(request)                         app.py:2    frozen
         └ read(request)                       app.py:8    frozen
           └ … 2 more calls                                frozen
             └ requests.get("http://prices.…   app.py:14   frozen
               ┆ until the server has answered             frozen
       handle() goes on                                    run again
      "
    `);
  });

  test.each([
    [
      'with lock',
      'import threading, time\nlock = threading.Lock()\ndef g():\n    with lock:\n        time.sleep(1)\n',
      'with lock:\n        pass',
    ],
    [
      'end of with ThreadPoolExecutor()',
      'from concurrent.futures import ThreadPoolExecutor\n',
      'with ThreadPoolExecutor() as pool:\n        pool.submit(print)',
    ],
    ["for … in os.walk('.')", 'import os\n', "for row in os.walk('.'):\n        pass"],
  ])('is written as it stands there: %s', (text, before, statement) => {
    const witness = witnessIn(`${before}async def f():\n    ${statement}\n`);
    expect(witness.kind === 'blocking' && witness.chain.map((step) => step.text)).toEqual([text]);
  });
});

test('a deadlock shows both ways', () => {
  expect(`\n${interleavingText(deadlock())}`).toMatchInlineSnapshot(`
    "
     thread 1 · transfer:3   thread 2 · audit:9   locks
     with accounts:                               holds accounts
     save()
                             with log:            holds log
     with log:                                    waits for log
                             with accounts:       waits for accounts
                                                        ← both wait for ever
    "
  `);
});

test('a process that waits for a reader is a deadlock of two programs', () => {
  expect(`\n${interleavingText(witnessIn(UNREAD_PIPE))}`).toMatchInlineSnapshot(`
    "
     this program · build:3        the process · line 3   state
     Popen(["make", target], st…                          holds the pipe
     make.wait()                                          waits for its end
                                   writes to stdout       waits for a reader
                                                        ← both wait for ever
    "
  `);
});

test('so is one that waits for a reader of its queue', () => {
  expect(`\n${interleavingText(witnessIn(UNREAD_QUEUE))}`).toMatchInlineSnapshot(`
    "
     this program · main:5   the process · work:3   state
     Queue()                                        holds the queue
     process.join()                                 waits for its end
                             results.put(load())    waits for a reader
                                                        ← both wait for ever
    "
  `);
});

test('a loop that waits for what it has to run itself is a deadlock of two tasks', () => {
  expect(`\n${interleavingText(witnessIn(OWN_LOOP))}`).toMatchInlineSnapshot(`
    "
     this task · main:5   the new task · load:7   state
     wait()                                       holds the loop
     future.result()                              waits for load()
                          begins load()           waits for the loop
                                                        ← both wait for ever
    "
  `);
});

test('a deadlock with what must end first shows who waits for that before it waits itself', () => {
  const witness = witnessIn(`import signal
import threading
lock = threading.Lock()
def stop(number, frame):
    with lock:
        pass
signal.signal(signal.SIGINT, stop)
with lock:
    pass
`);
  expect(`\n${interleavingText(witness)}`).toMatchInlineSnapshot(`
    "
     main thread · line 8   signal handler · stop:5   state
     with lock:                                       holds lock
     stop() interrupts                                waits for stop()
                            with lock:                waits for lock
                                                        ← both wait for ever
    "
  `);
  expect(witnessSentence(witness)).toMatchInlineSnapshot(
    `"main thread holds lock and waits for stop(); signal handler has to end and waits for lock: both wait for ever."`,
  );
});

test('a cancelled task that goes on shows who cancels it, and what catches that', () => {
  const witness = witnessIn(`import asyncio
async def work(jobs):
    while True:
        try:
            await jobs.get()
        except asyncio.CancelledError:
            pass
`);
  expect(`\n${interleavingText(witness)}`).toMatchInlineSnapshot(`
    "
     task 1                     task 2          the task
     work, module.py:5          module.py:5
     await jobs.get()                           waits
     ┆ at the 'await'           task.cancel()   to end
     except asyncio.Cancelle…                   runs on   ← cancel() is lost
    "
  `);
});

test('a task that is left with what another one closes shows when it is closed', () => {
  const witness = witnessIn(`import asyncio
async def load(urls, connect):
    async with connect() as session:
        return await asyncio.gather(*[session.get(url) for url in urls])
`);
  expect(`\n${interleavingText(witness)}`).toMatchInlineSnapshot(`
    "
     task 2 · load:4    task 1 · load:4   session
     session.get(url)                     open
     ┆ at the 'await'   gather raises     open
     ┆                  end of 'with'     closed
     goes on                              closed   ← used when closed
    "
  `);
});

test('each has a sentence for who sees no picture', () => {
  const sentences = [witnessIn(racing('x += 1')), chainOf(2), deadlock()].map(witnessSentence);
  expect(sentences).toMatchInlineSnapshot(`
    [
      "thread 1: read x → 41; thread 2: read x → 41; thread 2: x = 41 + 1; thread 1: x = 41 + 1: one update lost. Window: Python up to 3.9, or no GIL.",
      "The event loop runs handle, which calls fetch(request), which calls requests.get("http://prices.example", timeout=3), and waits until the server has answered; all other tasks are frozen.",
      "thread 1 holds accounts and waits for log; thread 2 holds log and waits for accounts: both wait for ever.",
    ]
  `);
});

test('the other end is where the other lane does its part', () => {
  const race = witnessIn(racing('x += 1')) as RaceWitness;
  expect(otherEndOf(race)).toEqual({ text: 'thread 2 comes in between here', place: race.steps[2]!.place });
  expect(otherEndOf(chainOf(1))).toBeUndefined();
  expect(otherEndOf(chainOf(2))).toMatchObject({ text: 'the event loop waits here', place: { line: 14 } });
  expect(otherEndOf(deadlock())).toMatchObject({ text: 'thread 2 waits here', place: { line: 10 } });
});

test.each(['\n', '\r\n', '\r'])('lines are counted as Python does, few or many: %j', (end) => {
  const functions = Array.from({ length: 12 }, (_, at) => `def f${at}():\n    global x\n    x += ${at + 1}\n`);
  const starts = functions.map((_, at) => `    threading.Thread(target=f${at}).start()\n`);
  const text = `import threading\nx = 0\n${functions.join('')}for _ in range(9):\n${starts.join('')}`;
  const { findings } = analyse(text.replaceAll('\n', end));
  const lines = findings.map(({ witness }) => (witness as RaceWitness).lanes[0].place.line);
  expect(lines).toEqual(functions.map((_, at) => 5 + 3 * at));
});
