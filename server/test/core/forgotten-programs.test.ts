/** Programs that edits have replaced are forgotten: what remembers one keeps all before it, and a day of typing fills the memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { checkModule, createProgram, DEFAULT_CONFIG, type ModuleSource, type Program, prepareProgram } from '#analysis';
import { rules } from '#rules';
import { parseModule } from '../analyse.ts';
import { samples } from '../samples.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const HUB = (version: number): string => `import threading

class Worker:
    def __init__(self):
        self.state = ${version}
        self.lock = threading.Lock()

    def start(self):
        threading.Thread(target=self.run).start()

    def run(self):
        self.state += 1
`;

test('no module of an earlier program is kept', async () => {
  // Modules of every rule: every other one looks at the one that is edited, the others are taken over each time.
  const others: ModuleSource[] = samples
    .filter((_, index) => index % 3 === 0)
    .map(({ text }, index) => {
      const parsed = parseModule(index % 2 === 0 ? text : `from hub import Worker\n\n${text}\n\nWorker().start()\n`);
      return { path: `other_${index}.py`, parsed };
    });
  const replaced: WeakRef<object>[] = [];
  let program: Program | undefined;
  for (let version = 0; version < 6; version++) {
    const next: Program = createProgram([{ path: 'hub.py', parsed: parseModule(HUB(version)) }, ...others], program);
    for (const _ of prepareProgram(next));
    for (const module of next.modules)
      checkModule(module, next, { rules, config: { ...DEFAULT_CONFIG, select: ['ALL'] } });
    if (program !== undefined) replaced.push(new WeakRef(program), new WeakRef(program.module('hub.py')!));
    program = next;
  }
  // What a WeakRef was made of lives until the end of the job that made it.
  await new Promise((done) => setTimeout(done, 10));
  collectGarbage();
  expect(replaced.map((reference) => reference.deref() === undefined)).toEqual(replaced.map(() => true));
  expect(program?.modules.length).toBe(others.length + 1);
});
