/** Every rule's page, fixtures and proofs: the findings equal the marks, pages have their headings, fixes repair. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CheckResult, createLineIndex, FAMILIES, type Finding, isAtLeast } from '#analysis';
import { rules } from '#rules';
import { analyse, applyFix, hasSyntaxError } from './analyse.ts';
import { marksOf, pythonBlocks } from './marks.ts';
import { root, type Sample, samples } from './samples.ts';

const HEADINGS = ['Why is this bad?', 'What to do instead', 'Known limits', 'Bad', 'Good', 'References'];

const count = (list: readonly string[], entry: string): number => list.filter((other) => other === entry).length;

const describeFinding = ({ rule, severity, message, range }: Finding, text: string): string =>
  `${createLineIndex(text).at(range.start).line}: ${rule} (${severity}) '${text.slice(range.start, range.end).split('\n')[0]}' ${message}`;

const analysed = new Map<Sample, CheckResult>();

/** Everything every rule says about a sample, asked once. */
const resultOf = (sample: Sample): CheckResult => {
  let result = analysed.get(sample);
  if (result === undefined) {
    result = analyse(sample.text, sample);
    analysed.set(sample, result);
  }
  return result;
};

const expectMarks = (sample: Sample): void => {
  const { findings, problems } = resultOf(sample);
  expect(problems).toEqual([]);
  const lines = createLineIndex(sample.text);
  const counted = findings.filter(({ rule, severity }) => rule === sample.own || isAtLeast(severity, 'warning'));
  const found = counted.map((finding) => `${lines.at(finding.range.start).line} ${finding.rule}`);
  const marks = marksOf(sample.text);
  const expected = marks
    .filter(({ kind }) => kind === 'ruleid' || kind === 'todook')
    .map((mark) => `${mark.line} ${mark.rule}`);
  // One line may have several findings of a rule; a mark stands for all of them.
  const detail = findings.map((finding) => describeFinding(finding, sample.text)).join('\n');
  expect([...new Set(found)].sort(), detail).toEqual([...new Set(expected)].sort());
};

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('stands in the folder of its family and is listed once', () => {
    expect(FAMILIES).toContain(rule.family);
    expect(existsSync(join(root, 'rules', rule.family, id, 'rule.ts'))).toBe(true);
    expect(rules.filter((other) => other.id === id)).toHaveLength(1);
  });

  test('has a page with the fixed headings and a summary of one sentence', () => {
    const lines = rule.explanation.split('\n');
    expect(lines[0]).toBe(`# ${id}`);
    expect(lines[2]).toMatch(/^[^.]+\.$/);
    expect(lines[3]).toBe('');
    expect(lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3))).toEqual(HEADINGS);
    const headings = new Set(pythonBlocks(rule.explanation).map(({ heading }) => heading));
    expect(headings).toContain('Bad');
    expect(headings).toContain('Good');
  });

  test('links to pages that exist', () => {
    const folder = join(root, 'rules', rule.family, id);
    for (const [, target] of rule.explanation.matchAll(/\]\((\.[^)#]*)/g)) {
      expect(existsSync(join(folder, target!)), relative(root, join(folder, target!))).toBe(true);
    }
  });

  test('has marks for both what fires and what is silent', () => {
    const texts = samples.filter(({ own }) => own === id).map(({ text }) => text);
    const kinds = texts.flatMap(marksOf).filter((mark) => mark.rule === id);
    expect(kinds.some(({ kind }) => kind === 'ruleid')).toBe(true);
    expect(kinds.some(({ kind }) => kind === 'ok') || id === 'unused-suppression').toBe(true);
  });
});

test.each(samples.map((sample) => [sample.name, sample] as const))('%s: findings equal marks', (_, sample) => {
  expectMarks(sample);
});

test.each(rules.map(({ id }) => id))('%s: ranges and messages', async (id) => {
  const shown = samples
    .filter(({ own }) => own === id)
    .map((sample) => {
      const findings = resultOf(sample).findings.filter(({ rule }) => rule === id);
      const lines = findings.map((finding) => {
        const related = finding.related.map(
          (place) => `\n      ${createLineIndex(sample.text).at(place.range.start).line}: ${place.message}`,
        );
        return `  ${describeFinding(finding, sample.text)}${related.join('')}`;
      });
      return [`${sample.name}`, ...lines].join('\n');
    });
  await expect(`${shown.join('\n\n')}\n`).toMatchFileSnapshot(`snapshots/${id}.snap`);
});

describe('after a fix the finding is gone, no other appears and the text parses', () => {
  const fixing = rules.filter(({ fix }) => fix !== 'none');
  test.each(fixing.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    for (const sample of samples) {
      const before = resultOf(sample).findings;
      for (const finding of before) {
        if (finding.rule !== id) continue;
        for (const [index, { safety }] of finding.fixes.entries()) {
          expect(safety, `${id} offers a ${safety} fix`).toBe(rule.fix);
          expectMended(sample, before, { finding, index });
        }
      }
    }
  });

  test('rules without a fix offer none', () => {
    const ids = new Set(fixing.map(({ id }) => id));
    const offering = samples
      .flatMap((sample) => resultOf(sample).findings)
      .filter(({ rule, fixes }) => fixes.length > 0 && !ids.has(rule));
    expect(offering.map(({ rule }) => rule)).toEqual([]);
  });
});

function expectMended(
  sample: Sample,
  before: readonly Finding[],
  { finding, index }: { readonly finding: Finding; readonly index: number },
): void {
  const fixed = applyFix(sample.text, finding, index);
  const after = analyse(fixed, { path: sample.path, own: sample.own });
  expect(after.problems).toEqual([]);
  expect(hasSyntaxError(fixed), `${sample.name}: broken by\n${fixed}`).toBe(hasSyntaxError(sample.text));
  const shape = ({ rule: id, message }: Finding): string => `${id} ${message}`;
  const others = before.filter((other) => other !== finding).map(shape);
  const left = after.findings.map(shape);
  // A fix may mend several findings at once, but it must mend this one and make none.
  const isGone = count(left, shape(finding)) < count([...others, shape(finding)], shape(finding));
  expect(isGone, `${sample.name}: still there after\n${fixed}`).toBe(true);
  for (const entry of left) {
    expect(count(left, entry), `${sample.name}: new after\n${fixed}`).toBeLessThanOrEqual(count(others, entry));
  }
}

test('known misses and false alarms are counted', () => {
  const marks = samples.flatMap(({ text }) => marksOf(text));
  const marked = (kind: string): number => marks.filter((mark) => mark.kind === kind).length;
  console.log(`known misses: ${marked('todoruleid')}, known false alarms: ${marked('todook')}`);
});
