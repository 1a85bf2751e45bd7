/** Rules look at what code does: the same code in other words gives the same findings. */
import { describe, expect, test } from 'vitest';
import { createLineIndex, type Finding } from '#analysis';
import { analyse, hasSyntaxError } from './analyse.ts';
import {
  insideClass,
  insideFunction,
  type Rewriting,
  withImportAliases,
  withImportedNames,
  withOtherNames,
  withQualifiedNames,
} from './rewrite.ts';
import { samples as allSamples, type Sample } from './samples.ts';

const samples = allSamples.filter(({ text }) => !hasSyntaxError(text));

const located = (findings: readonly Finding[], text: string, lineOf = (line: number): number => line): string[] => {
  const lines = createLineIndex(text);
  return findings
    .map(({ rule, severity, range }) => `${lineOf(lines.at(range.start).line)} ${rule} ${severity}`)
    .sort();
};

const expectSame = (sample: Sample, rewrite: Rewriting, isCounted: (finding: Finding) => boolean): void => {
  const before = analyse(sample.text, sample).findings.filter(isCounted);
  const { text, lineOf } = rewrite(sample.text);
  expect(hasSyntaxError(text), text).toBe(false);
  const after = analyse(text, { path: sample.path, own: sample.own });
  expect(after.problems).toEqual([]);
  expect(located(after.findings.filter(isCounted), text), text).toEqual(located(before, sample.text, lineOf));
};

describe.each<readonly [string, Rewriting]>([
  ['other names', withOtherNames],
  ['import aliases', withImportAliases],
  ['qualified names', withQualifiedNames],
  ['imported names', withImportedNames],
])('%s', (_, rewrite) => {
  test('change something', () => {
    expect(samples.some(({ text }) => rewrite(text).text !== text)).toBe(true);
  });

  test.each(samples.map((sample) => [sample.name, sample] as const))('%s: the same findings', (_name, sample) => {
    expectSame(sample, rewrite, () => true);
  });
});

/** Rules for which a function's place is no matter; a method is called by others than a function is. */
const PLACELESS: ReadonlySet<string> = new Set(['late-binding-closure', 'mutable-default-argument']);
/** Of these, rules that do not ask what is global: a default of a nested function is shared less than that of a global one. */
const SCOPELESS: ReadonlySet<string> = new Set(['late-binding-closure']);

describe.each<readonly [string, Rewriting, ReadonlySet<string>]>([
  ['inside a class', insideClass, PLACELESS],
  ['inside a function', insideFunction, SCOPELESS],
])('%s', (_, rewrite, own) => {
  const moved = samples.filter((sample) => own.has(sample.own));

  test.each(moved.map((sample) => [sample.name, sample] as const))('%s: the same findings', (_name, sample) => {
    expectSame(sample, rewrite, ({ rule }) => rule === sample.own);
  });
});
