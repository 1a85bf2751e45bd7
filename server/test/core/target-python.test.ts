/** What the rules say for each `target-python`: what goes wrong there, and only advice and fixes that it can follow. */
import { describe, expect, test } from 'vitest';
import {
  checkModule,
  createProgram,
  DEFAULT_CONFIG,
  environmentOf,
  type Finding,
  isTestPath,
  type PythonVersion,
} from '#analysis';
import { rules } from '#rules';
import { applyFix, parseModule } from '../analyse.ts';
import { samples } from '../samples.ts';

/** What was new in a version, as one would write it: https://docs.python.org/3/whatsnew/. */
const NEW: readonly (readonly [minor: number, RegExp])[] = [
  [8, /\bcached_property\b|\bIsolatedAsyncioTestCase\b/],
  [9, /\basyncio\.to_thread\b|\bcancel_futures\b|\bfunctools\.cache\b/],
  [10, /\baclosing\b|\banext\b|\baiter\b/],
  [
    11,
    /(?<!anyio\.)\bTaskGroup\b|\basyncio\.(timeout|timeout_at|Runner|Barrier)\b|\bexcept\*|\bExceptionGroup\b|\buncancel\b/,
  ],
  [13, /\bprocess_cpu_count\b|\bQueueShutDown\b|\bsys\._is_gil_enabled\b/],
  [14, /\bInterpreterPoolExecutor\b/],
];

const laterThan = ([, minor]: PythonVersion): readonly RegExp[] =>
  NEW.filter(([since]) => since > minor).map(([, pattern]) => pattern);

function findingsFor(targetPython: PythonVersion | undefined, text: string, path = 'app.py'): readonly Finding[] {
  const environment = environmentOf({ targetPython });
  const program = createProgram([{ parsed: parseModule(text), path, isTest: isTestPath(path), environment }]);
  const { findings, problems } = checkModule(program.module(path)!, program, {
    rules,
    config: { ...DEFAULT_CONFIG, select: ['ALL'] },
  });
  expect(problems).toEqual([]);
  return findings;
}

test.each<[string, PythonVersion]>([
  ['3.7', [3, 7]],
  ['3.8', [3, 8]],
  ['3.10', [3, 10]],
  ['3.11', [3, 11]],
])('what is advised and written for %s is there', (_, targetPython) => {
  const later = laterThan(targetPython);
  const tooNew = samples.flatMap(({ name, text, path }) => {
    // What the code has itself is its own affair, and may be spoken of.
    const unknown = later.filter((pattern) => !pattern.test(text));
    return findingsFor(targetPython, text, path).flatMap(({ rule, instead, fixes }) =>
      [instead ?? '', ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.text))]
        .filter((said) => unknown.some((pattern) => pattern.test(said)))
        .map((said) => `${name} ${rule}: ${said}`),
    );
  });
  expect(tooNew).toEqual([]);
});

describe('an annotation that must allow None', () => {
  const SIGNATURE = 'def add(item, items: list = []):';
  const BODY = '\n    items.append(item)\n';
  const signatureFor = (targetPython: PythonVersion | undefined, text: string): string | undefined => {
    const [finding] = findingsFor(targetPython, `${text}${BODY}`);
    return finding?.fixes.length === 1 ? applyFix(`${text}${BODY}`, finding).split('\n    if ')[0] : undefined;
  };

  test.each<[string, PythonVersion | undefined, string, string | undefined]>([
    ['nothing is said', undefined, SIGNATURE, 'def add(item, items: list | None = None):'],
    ['3.10', [3, 10], SIGNATURE, 'def add(item, items: list | None = None):'],
    [
      '3.9, evaluated later',
      [3, 9],
      `from __future__ import annotations\n\n${SIGNATURE}`,
      'from __future__ import annotations\n\ndef add(item, items: list | None = None):',
    ],
    ['3.9, quoted', [3, 9], SIGNATURE.replace('list', '"list"'), 'def add(item, items: "list | None" = None):'],
    [
      '3.9, with a name for it',
      [3, 9],
      `import typing as t\n\n${SIGNATURE}`,
      'import typing as t\n\ndef add(item, items: t.Optional[list] = None):',
    ],
    ['3.9, without', [3, 9], SIGNATURE, undefined],
  ])('%s', (_, targetPython, text, expected) => {
    expect(signatureFor(targetPython, text)).toBe(expected);
  });
});
