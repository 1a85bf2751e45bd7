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
import { fixtures, pages, type Sample } from './samples.ts';

const samples = [...pages, ...fixtures].filter(({ text }) => !hasSyntaxError(text));

const located = (findings: readonly Finding[], text: string, lineOf = (line: number): number => line): string[] => {
  const lines = createLineIndex(text);
  return findings
    .map(({ rule, severity, range }) => `${lineOf(lines.at(range.start).line)} ${rule} ${severity}`)
    .sort();
};

const expectSame = (sample: Sample, rewrite: Rewriting, isCounted: (finding: Finding) => boolean): void => {
  const before = analyse(sample.text, { path: sample.path }).findings.filter(isCounted);
  const { text, lineOf } = rewrite(sample.text);
  expect(hasSyntaxError(text), text).toBe(false);
  const after = analyse(text, { path: sample.path });
  expect(after.problems).toEqual([]);
  expect(located(after.findings.filter(isCounted), text), text).toEqual(located(before, sample.text, lineOf));
};

/** Known misses: constants such as `os.WNOHANG` are known by the name that is written, not by what it stands for. */
const KNOWN_MISSES: Readonly<Record<string, readonly string[]>> = {
  'imported names': ['guards', 'network', 'sockets', 'subprocesses'].map((name) => `blocking-call-in-async/${name}.py`),
};

describe.each<readonly [string, Rewriting]>([
  ['other names', withOtherNames],
  ['import aliases', withImportAliases],
  ['qualified names', withQualifiedNames],
  ['imported names', withImportedNames],
])('%s', (style, rewrite) => {
  const isKnownMiss = ({ name }: Sample): boolean => KNOWN_MISSES[style]?.includes(name) === true;

  test('change something', () => {
    expect(samples.some(({ text }) => rewrite(text).text !== text)).toBe(true);
  });

  for (const sample of samples) {
    const run = isKnownMiss(sample) ? test.fails : test;
    run(`${sample.name}: the same findings`, () => expectSame(sample, rewrite, () => true));
  }
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
