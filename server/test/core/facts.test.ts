/** Facts as text: what the syntax of each statement and expression becomes, and that cutting into chunks loses nothing. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createParserSync } from '#grammars';
import { type ChunkFacts, Column, ROW_WIDTH } from '../../src/analysis/facts/chunk-facts.ts';
import { createCollector } from '../../src/analysis/facts/collect-facts.ts';
import { BindingKind } from '../../src/analysis/facts/forms.ts';
import { splitChunks } from '../../src/analysis/syntax/split-chunks.ts';
import { corpus } from '../corpus.ts';
import { dumpFacts } from '../dump.ts';

const parser = createParserSync(readFileSync(new URL('../../../grammars/python.wasm', import.meta.url)));
const collect = createCollector();

function factsOf(text: string): ChunkFacts {
  const result = parser.parse(text);
  if (!result.ok) throw new Error(result.reason);
  return collect(result.tree, text);
}

const kindNames = new Map<number, string>(Object.entries(BindingKind).map(([name, kind]) => [kind, name]));

const SAMPLES: Readonly<Record<string, string>> = {
  imports: `import os, a.b as c\nimport x.y\nfrom ..pkg import foo as bar, baz\nfrom . import sibling\nfrom m import *\nfrom __future__ import annotations\n`,
  assignments: `A = B = 1\nx: int\ny: list[int] = []\nc, (d, *e) = f()\nobj.attr[0].name += 2\ndel g, h[1]\ntype Alias = dict[str, int]\n`,
  functions: `@dec(1)\nasync def f(a, /, b=[], *args, c: int = 2, **kw) -> int:\n    """Doc."""\n    global A\n    A += 1\n    return await g(a, k=b, *args, **kw)\n\ndef gen(*, k):\n    yield k\n    x = yield from k\n`,
  closures: `def outer():\n    n = 0\n    def inner():\n        nonlocal n\n        n += 1\n    return inner, lambda z=n, *a: z\n`,
  blocks: `if a: pass\nelif b: pass\nelse: pass\nfor i, (j, k) in items:\n    break\nelse:\n    continue\nwhile (n := next(it)) is not None:\n    pass\nwith open('x') as fh, lock: pass\nasync def w():\n    async with s as (p, q): pass\n    async for r in t: pass\n`,
  exceptions: `try:\n    pass\nexcept (A, B) as e:\n    raise X from e\nexcept* Q as g:\n    raise\nelse:\n    pass\nfinally:\n    assert ok, 'no'\n`,
  expressions: `a.b[1:2](c)(*d)\nx = 1 if t else 2\nx = not a and b or c\nx = 1 < 2 <= 3\nx = -a ** b\nx = {1: 2, **m}, {1, 2}, [1, *r], (1,)\nx = f"{a!r:>{width}}" "plain"\nx = ...\nx = None, True, False, 1.5\n`,
  comprehensions: `[u for v in w if v for u in v]\n{k: v async for k, v in it}\n{s for s in t}\nany(x in y for x in z)\n`,
  classes: `@register\nclass C(Base, metaclass=M):\n    z = 1\n    names = [z for _ in range(z)]\n    def m(self):\n        self.x[1].y += z\n`,
  patterns: `match cmd:\n    case Point(x=0, y=yy) | [a, *rest]: pass\n    case Color.RED if ok: pass\n    case {"k": v, **more}: pass\n    case (1 | 2) as number: pass\n    case other: pass\n`,
  broken: `def f(:\n    x = [1, 2\n    return x\ny = (\nclass C:\n    pass\n`,
  python2: `print "hello %s" % name\nexec "x = 1"\nexcept_ = 1\n`,
};

test.each(Object.entries(SAMPLES))('%s', async (name, text) => {
  const shown = splitChunks(text).map(({ start, end }) => {
    const chunk = text.slice(start, end);
    const facts = factsOf(chunk);
    const bindings: string[] = [];
    for (let at = 0; at < facts.bindings.length; at += 5) {
      const [scope, nameId, row, kind, owner] = facts.bindings.slice(at, at + 5);
      bindings.push(
        `s${scope} ${facts.names[nameId!]} row ${row} ${kindNames.get(kind!)}${owner === scope ? '' : ` from s${owner}`}`,
      );
    }
    return `${dumpFacts(facts, chunk)}\nbindings: ${bindings.join(', ')}`;
  });
  await expect(`${text}\n${shown.join('\n--- next chunk ---\n')}\n`).toMatchFileSnapshot(`snapshots/${name}.snap`);
});

/** Rows as text with module-wide offsets, so that chunk numbering does not show. */
function* rowsOf(facts: ChunkFacts, start: number, first: number): Generator<string> {
  for (let row = 0; row * ROW_WIDTH < facts.rows.length; row++) {
    const column = (index: number): number => facts.rows[row * ROW_WIDTH + index]!;
    const parent = column(Column.Parent);
    const name = column(Column.Name);
    yield [
      column(Column.Head),
      start + column(Column.Start),
      start + column(Column.End),
      parent < 0 ? -1 : first + parent,
      first + column(Column.Next),
      name < 0 ? '' : facts.names[name],
    ].join(' ');
  }
}

test('chunks of real files have the facts of the whole file', () => {
  const different: string[] = [];
  let files = 0;
  for (const { name, text } of corpus()) {
    if (text.includes('\r')) continue;
    files++;
    const whole = [...rowsOf(factsOf(text), 0, 0)];
    const chunked: string[] = [];
    for (const { start, end } of splitChunks(text)) {
      chunked.push(...rowsOf(factsOf(text.slice(start, end)), start, chunked.length));
    }
    const at = whole.findIndex((row, index) => row !== chunked[index]);
    if (at >= 0 || whole.length !== chunked.length) different.push(`${name}: ${whole[at]} <> ${chunked[at]}`);
  }
  expect(files).toBeGreaterThan(700);
  expect(different).toEqual([]);
});
