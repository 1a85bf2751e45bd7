/** By which start method processes start, and what is found then: by version, and by what the code chooses. */
import { describe, expect, test } from 'vitest';
import {
  createProgram,
  environmentOf,
  isAtLeast,
  processStartsIn,
  type StatedEnvironment,
  startMethodsOf,
} from '#analysis';
import { checkProgram, sourcesOf } from '../projects.ts';

type Files = Readonly<Record<string, string>>;

const programOf = (files: Files, stated: StatedEnvironment = {}) =>
  createProgram(sourcesOf(new Map(Object.entries(files)), environmentOf(stated)));

const methodsIn = (files: Files, stated?: StatedEnvironment, path = 'jobs.py'): string[] =>
  processStartsIn(programOf(files, stated).module(path)!).map((start) => startMethodsOf(start).methods.join(' '));

const START = `import multiprocessing as mp
def start(target):
    mp.Process(target=target).start()
`;

describe('the methods of a start', () => {
  test('are the defaults of platforms and versions', () => {
    expect(methodsIn({ 'jobs.py': START })).toEqual(['fork spawn']);
    expect(methodsIn({ 'jobs.py': START }, { targetPython: [3, 13] })).toEqual(['fork spawn']);
    expect(methodsIn({ 'jobs.py': START }, { targetPython: [3, 14] })).toEqual(['forkserver spawn']);
  });

  test.each<readonly [string, string, string[]]>([
    ['a context', "mp.get_context('spawn').Pool(2)", ['spawn']],
    [
      'a context in a variable',
      "context = mp.get_context(method='fork')\ncontext.Process(target=print).start()",
      ['fork'],
    ],
    ['the default context', 'mp.get_context().Pool(2)', ['fork spawn']],
    ['a context by a name', 'mp.get_context(input()).Pool(2)', ['']],
    ['the context of an executor', "Executor(mp_context=mp.get_context('spawn')).submit(print)", ['spawn']],
    ['an unknown context', 'Executor(mp_context=input()).submit(print)', ['']],
    ['workers that are replaced', 'Executor(max_tasks_per_child=3).submit(print)', ['spawn']],
    ['a class', "class Job(mp.get_context('forkserver').Process): pass\nJob().start()", ['forkserver']],
  ])('%s', (_, code, methods) => {
    const head = 'import multiprocessing as mp\nfrom concurrent.futures import ProcessPoolExecutor as Executor\n';
    expect(methodsIn({ 'jobs.py': head + code })).toEqual(methods);
  });

  const MAIN = (choice: string): string => `import multiprocessing, sys, jobs\nif __name__ == '__main__':\n${choice}\n`;

  test('are what the program chooses for all of its processes', () => {
    const chosen = (choice: string) => methodsIn({ 'jobs.py': START, 'main.py': MAIN(choice) });
    expect(chosen("    multiprocessing.set_start_method('spawn')")).toEqual(['spawn']);
    expect(chosen('    multiprocessing.set_start_method(sys.argv[1])')).toEqual(['']);
    const perhaps = "    if sys.platform == 'darwin':\n        multiprocessing.set_start_method('fork')";
    expect(chosen(perhaps)).toEqual(['fork spawn']);
  });

  test('are not what a program beside it chooses', () => {
    const other = "import multiprocessing\nmultiprocessing.set_start_method('spawn')\n";
    expect(methodsIn({ 'jobs.py': START, 'other.py': other })).toEqual(['fork spawn']);
  });
});

describe('from 3.14 on', () => {
  const found = (text: string, stated: StatedEnvironment): string[] =>
    checkProgram(programOf({ 'jobs.py': text }, stated))
      .findings.filter(({ severity }) => isAtLeast(severity, 'info'))
      .map(({ rule, severity }) => `${rule} ${severity}`);
  const OLD = { targetPython: [3, 13] } as const;
  const NEW = { targetPython: [3, 14] } as const;

  test('a missing guard and what cannot be pickled are errors', () => {
    const text = 'from multiprocessing import Process\nProcess(target=lambda: 1).start()\n';
    expect(found(text, OLD)).toEqual(['missing-main-guard warning', 'unpicklable-process-argument info']);
    expect(found(text, NEW)).toEqual(['missing-main-guard error', 'unpicklable-process-argument error']);
  });

  test('no fork comes after threads, and nothing is inherited', () => {
    const text = `import sqlite3, threading
from multiprocessing import Process
shop = sqlite3.connect('shop.db')
def work():
    shop.execute('select 1')
def main():
    threading.Thread(target=print).start()
    Process(target=work).start()
`;
    expect(found(text, OLD)).toEqual(['connection-inherited-by-fork warning', 'fork-after-threads warning']);
    expect(found(text, NEW)).toEqual([]);
  });
});
