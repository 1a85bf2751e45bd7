/** What the rules say about a thousand real files, and that their fixes hold there too. */

import { expect, test } from 'vitest';
import { createLineIndex, DEFAULT_CONFIG, type Finding, isAtLeast } from '#analysis';
import { analyse, applyFix, hasSyntaxError } from './analyse.ts';
import { type CorpusFile, corpus } from './corpus.ts';

interface FileFindings extends CorpusFile {
  readonly findings: readonly Finding[];
}

const files: FileFindings[] = corpus().map((file) => {
  const { findings, problems } = analyse(file.text, {
    path: file.name.slice(5),
    config: { ...DEFAULT_CONFIG, select: ['ALL'] },
  });
  // No file of a released Python keeps the analysis from doing its work.
  expect(problems, file.name).toEqual([]);
  return { ...file, findings };
});

test('warnings over two standard libraries, reviewed one by one', async () => {
  const lines = files.flatMap(({ name, text, findings }) => {
    const index = createLineIndex(text);
    return findings
      .filter(({ severity }) => isAtLeast(severity, 'warning'))
      .map(({ range, rule, severity, message }) => {
        const { line, column } = index.at(range.start);
        return `${name}:${line}:${column} ${severity} ${rule} ${message}`;
      });
  });
  expect(files.length).toBeGreaterThan(700);
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('snapshots/real-code.snap');
});

test('fixes of real findings mend them, break nothing and make none', () => {
  let count = 0;
  const wrong: string[] = [];
  for (const { name, text, findings } of files) {
    for (const finding of findings) {
      finding.fixes.forEach((_, index) => {
        count++;
        const fixed = applyFix(text, finding, index);
        const after = analyse(fixed).findings.map(shape);
        const before = findings.map(shape);
        const place = `${name}: ${finding.message}`;
        if (hasSyntaxError(fixed) && !hasSyntaxError(text)) wrong.push(`${place}: broken`);
        if (
          after.filter((entry) => entry === shape(finding)).length >=
          before.filter((entry) => entry === shape(finding)).length
        ) {
          wrong.push(`${place}: still there`);
        }
        const left = new Set(before);
        for (const entry of after) if (!left.has(entry)) wrong.push(`${place}: new: ${entry}`);
      });
    }
  }
  expect(wrong).toEqual([]);
  console.log(`fixes tried on real findings: ${count}`);
});

const shape = ({ rule, message }: Finding): string => `${rule} ${message}`;
