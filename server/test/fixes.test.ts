/** What the fixes of a rule make of its fixture `fixes.py`: the changed lines, for a reader to judge. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createLineIndex, type Finding } from '#analysis';
import { rules } from '#rules';
import { analyse, applyFix } from './analyse.ts';

const fixturesOf = rules.flatMap(({ id }) => {
  const path = fileURLToPath(new URL(`../../test-fixtures/rules/${id}/fixes.py`, import.meta.url));
  return existsSync(path) ? [[id, readFileSync(path, 'utf8')] as const] : [];
});

const findingsOf = (id: string, text: string): readonly Finding[] =>
  analyse(text).findings.filter(({ rule }) => rule === id);

test.each(fixturesOf)('%s: what its fixes change', async (id, text) => {
  const shown = findingsOf(id, text).flatMap((finding) => {
    const head = `${createLineIndex(text).at(finding.range.start).line}: ${finding.fixes[0]?.title ?? 'no fix'}`;
    return [head, ...finding.fixes.flatMap((_, index) => changedLines(text, applyFix(text, finding, index))), ''];
  });
  await expect(shown.join('\n')).toMatchFileSnapshot(`snapshots/${id}.fixes.snap`);
});

/** The lines that differ, before (`-`) and after (`+`), by their longest common subsequence. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const common = old.map(() => new Int32Array(now.length + 1));
  common.push(new Int32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const [below, right] = [common[i + 1]![j]!, common[i]![j + 1]!];
      common[i]![j] = old[i] === now[j] ? common[i + 1]![j + 1]! + 1 : Math.max(below, right);
    }
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    if (old[i] === now[j]) {
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push(`  - ${old[i++]}`);
    } else lines.push(`  + ${now[j++]}`);
  }
  return lines;
}

describe('mutable-default-argument', () => {
  const fix = (text: string): string => applyFix(text, findingsOf('mutable-default-argument', text)[0]!);

  test('keeps the line ends of the file', () => {
    expect(fix('def f(x=[]):\r\n    """Docs."""\r\n    return x\r\n')).toBe(
      'def f(x=None):\r\n    """Docs."""\r\n    if x is None:\r\n        x = []\r\n    return x\r\n',
    );
    expect(fix('def f(x=[]):\r    return x\r')).toBe(
      'def f(x=None):\r    if x is None:\r        x = []\r    return x\r',
    );
  });

  test('keeps the indentation of the file', () => {
    expect(fix('def f(x=[]):\n  return x\n')).toBe('def f(x=None):\n  if x is None:\n    x = []\n  return x\n');
    expect(fix('class A:\n\tdef f(self, x=[]):\n\t\treturn x\n')).toBe(
      'class A:\n\tdef f(self, x=None):\n\t\tif x is None:\n\t\t\tx = []\n\t\treturn x\n',
    );
  });

  test('gives a body on the line of its header lines of its own', () => {
    expect(fix('class A:\n  def f(self, x=[]): return x\n')).toBe(
      'class A:\n  def f(self, x=None):\n      if x is None:\n          x = []\n      return x\n',
    );
  });
});

describe('late-binding-closure', () => {
  const fix = (text: string): string => applyFix(text, findingsOf('late-binding-closure', text)[0]!);

  test('binds every name that the function reads too late', () => {
    expect(fix('fs = [lambda: i + j for i in a for j in i]\n')).toBe(
      'fs = [lambda i=i, j=j: i + j for i in a for j in i]\n',
    );
  });

  test('binds by keyword where the caller passes arguments', () => {
    expect(fix('for b in bs:\n    b.clicked.connect(lambda: go(b))\n')).toBe(
      'for b in bs:\n    b.clicked.connect(lambda *, b=b: go(b))\n',
    );
  });
});
