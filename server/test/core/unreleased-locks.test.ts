/** By which ways code is left with a lock that it acquired by hand. */
import { expect, test } from 'vitest';
import { createLineIndex, createProgram, unreleasedLocksIn } from '#analysis';
import { parseModule } from '../analyse.ts';

const HEAD = 'import threading\nlock = threading.Lock()\ndef f(a, b):\n';

/** `return by 6`, `raise by 5`, `end`, `none`: how each acquired lock is left, by the line that does it. */
function faultsOf(body: string): string[] {
  const lines = body.split('\n').map((line) => ` ${line}\n`);
  const program = createProgram([{ path: 'm.py', parsed: parseModule(HEAD + lines.join('')) }]);
  const [module] = program.modules;
  return unreleasedLocksIn(module!).map(({ how, by }) =>
    by === undefined ? how : `${how} by ${createLineIndex(module!.text).at(by.start).line}`,
  );
}

const A = 'lock.acquire()\n';
const R = '\nlock.release()';

test.each([
  ['a call', `${A}a()${R}`, ['raise by 5']],
  ['a lookup', `${A}b = a[0]${R}`, ['raise by 5']],
  ['a store', `${A}a[0] = b${R}`, ['none']],
  ['a lookup in an update', `${A}a[0] += b${R}`, ['raise by 5']],
  ['an assertion', `${A}assert a${R}`, ['raise by 5']],
  ['a raise', `${A}if a:\n raise b${R}`, ['raise by 6']],
  ['a call in a function that is only defined', `${A}b = lambda: a()${R}`, ['none']],
  ['what does not fail', `${A}b = len(a)\nprint(b)${R}`, ['none']],
  ['nothing', A + R.trim(), []],
  ['a return', `${A}if a:\n return b${R}`, ['return by 6']],
  ['a return of a call', `${A}if a:\n return b()${R}`, ['return by 6']],
  ['a return in the other branch', `${A}if a:\n lock.release()\nelse:\n return b`, ['return by 8']],
  ['finally', `${A}try:\n a()\nfinally:\n lock.release()`, []],
  ['finally, around a return', `${A}try:\n return a()\nfinally:\n lock.release()`, []],
  [
    'finally, around a loop that is left',
    `for b in a:\n lock.acquire()\n try:\n  break\n finally:\n  lock.release()`,
    [],
  ],
  ['a call before the try', `${A}a()\ntry:\n b()\nfinally:\n lock.release()`, ['raise by 5']],
  ['a handler of everything', `${A}try:\n a()\nexcept:\n pass${R}`, ['none']],
  ['a handler of some errors', `${A}try:\n a()\nexcept OSError:\n pass${R}`, ['raise by 6']],
  ['a handler that raises again', `${A}try:\n a()\nexcept Exception:\n raise${R}`, ['raise by 8']],
  ['a release in the handler and behind', `${A}try:\n a()\nexcept Exception:\n lock.release()\n raise${R}`, []],
  ['else', `${A}try:\n a()\nexcept Exception:\n lock.release()\nelse:\n b()\n lock.release()`, ['raise by 10']],
  ['a turn that is cut short', `for b in a:\n lock.acquire()\n if b:\n  continue\n lock.release()`, ['end']],
  ['a loop that is left', `while True:\n lock.acquire()\n if a:\n  break\n lock.release()\nlock.release()`, []],
  ['each turn', 'while a:\n lock.acquire()\n lock.release()\n a()', []],
  ['let go of within', `${A}while a:\n lock.release()\n a()\n lock.acquire()${R}`, []],
  ['a match', `${A}match a:\n case 1:\n  lock.release()\n case _:\n  pass`, ['end']],
  ['a match of all', `${A}match a:\n case 1:\n  a()\n  lock.release()\n case _:\n  lock.release()`, ['raise by 7']],
  ['tried', 'if lock.acquire(False):\n a()\n lock.release()', ['raise by 5']],
  ['tried by name', 'b = lock.acquire(False)\nif b:\n a()\n lock.release()', ['raise by 6']],
  ['tried on the spot', 'if b := lock.acquire(False):\n a()\n lock.release()', ['raise by 5']],
  ['tried, or left', 'if not lock.acquire(False):\n return a()\nlock.release()', []],
  ['tried last', 'if a and lock.acquire(False):\n b()\n lock.release()', ['raise by 5']],
  ['tried first', 'if lock.acquire(False) and a:\n b()\n lock.release()', []],
  ['waited for in turns', 'while not lock.acquire(False):\n a()\nb()\nlock.release()', ['raise by 6']],
  ['acquired for the caller', `${A}try:\n a()\nexcept Exception:\n lock.release()\n raise`, []],
  ['released before it is acquired', `lock.release()\na()\n${A}b()`, []],
  ['released twice', `${A}lock.release()\na()${R}`, []],
])('%s', (_name, body, expected) => {
  expect(faultsOf(body)).toEqual(expected);
});
