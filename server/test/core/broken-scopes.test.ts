/** Broken code has clauses and parameters outside of what they belong to; what they are evaluated in is a scope all the same. */
import { expect, test } from 'vitest';
import { parseModule } from '../analyse.ts';
import { corpus } from '../corpus.ts';

/** Columns of a row and of a scope that these tests look at; see `chunk-facts.ts`. */
const ROW_WIDTH = 7;
const SCOPE_OF_ROW = 6;
const SCOPE_WIDTH = 4;
const PARENT = 1;

function problemsOf(text: string): string[] {
  return parseModule(text).chunks.flatMap(({ facts: { rows, scopes } }) => {
    const problems: string[] = [];
    for (let at = 0; at < rows.length; at += ROW_WIDTH) {
      const scope = rows[at + SCOPE_OF_ROW]!;
      if (scope < 0 || scope >= scopes.length / SCOPE_WIDTH)
        problems.push(`row ${at / ROW_WIDTH} is in scope ${scope}`);
    }
    for (let at = SCOPE_WIDTH; at < scopes.length; at += SCOPE_WIDTH) {
      const parent = scopes[at + PARENT]!;
      if (parent < 0 || parent >= at / SCOPE_WIDTH) problems.push(`scope ${at / SCOPE_WIDTH} is in scope ${parent}`);
    }
    return problems;
  });
}

test.each([
  'import a[s for h in r()',
  'def f x=g(), y: int = h()):',
  'lambda (x=y',
  'class A[s for h in r()',
  'for x in y for z in w() =',
])('%s', (text) => expect(problemsOf(text)).toEqual([]));

test('real files with lines taken out', () => {
  const files = corpus().filter((_, index) => index % 40 === 0);
  for (const [index, { name, text }] of files.entries()) {
    const lines = text.split('\n').filter((_, line) => (line * 7 + index) % 11 !== 0);
    const shredded = lines.map((line, at) => (at % 13 === 0 ? line.replace(/[([{]|:$/, '') : line)).join('\n');
    expect(problemsOf(shredded), name).toEqual([]);
  }
});
