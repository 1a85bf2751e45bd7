/** What is found chunk by chunk is found anew where it may have changed, and only there. */
import { expect, test } from 'vitest';
import { createProgram, Form, keptByChunk, type Node, Role, symbolOf } from '#analysis';
import { parseModule } from '../analyse.ts';

const text = (pause: string, imported: string): string => `from ${imported} import sleep

def first():
    sleep(1)

def second():
    sleep(${pause})
`;

test('an edited chunk is looked at again, and all are once a name means something else', () => {
  const asked: number[] = [];
  const sleepsIn = keptByChunk((module, chunk): Node[] => {
    asked.push(chunk);
    if (!module.mentionsAny(chunk, new Set(['sleep']))) return [];
    return module.rowsIn(chunk, Form.Call).filter((call) => symbolOf(call.child(Role.Callee)!) === 'time.sleep');
  });
  const versions = [
    text('2', 'time'),
    text('2', 'time'),
    text('33', 'time'),
    text('33', 'time').replace('sleep(1)', 'sleep(1) # moves the next'),
    text('33', 'asyncio'),
  ];
  let program: ReturnType<typeof createProgram> | undefined;
  const seen = versions.map((version) => {
    asked.length = 0;
    program = createProgram([{ path: 'a.py', parsed: parseModule(version, program?.modules[0]?.parsed) }], program);
    const found = sleepsIn(program.modules[0]!);
    return { asked: asked.length, found: found.map((node) => version.slice(node.start, node.end)) };
  });
  expect(seen).toEqual([
    { asked: 3, found: ['sleep(1)', 'sleep(2)'] },
    { asked: 0, found: ['sleep(1)', 'sleep(2)'] },
    { asked: 1, found: ['sleep(1)', 'sleep(33)'] },
    { asked: 1, found: ['sleep(1)', 'sleep(33)'] },
    { asked: 3, found: [] },
  ]);
});
