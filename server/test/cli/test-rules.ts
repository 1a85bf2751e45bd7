/** Rules that flag words, so that the tests of the command line do not change with the real rules. */
import type { Finding, ListedRule, Module, Range, Report } from '#analysis';

const page = (id: string, summary: string): string => `# ${id}

${summary}

## Why is this bad?

Because **tests** need it: see [the web](https://example.org/page) and [another page](../theory/locks.md).
It goes on in a second sentence that is long enough to be wrapped at the width of an ordinary terminal.

- an item that is also long enough to be wrapped, since lists are where wrapping goes wrong most
- \`code\`

## Bad

\`\`\`python
def f():
    # ruleid: ${id}
    return bad

# ok: ${id}
good = 1
\`\`\`
`;

/** Every place of a word, as a rule's check sees it. */
function* places(module: Module, word: RegExp): Generator<Range> {
  for (const match of module.text.matchAll(word)) yield { start: match.index, end: match.index + match[0].length };
}

const base = { fix: 'none', peers: [], explanation: '' } as const;

/** A warning with a safe fix and a related place. */
const badName: ListedRule = {
  ...base,
  id: 'bad-name',
  family: 'shared-state',
  severity: 'warning',
  fix: 'safe',
  peers: ['other BAD1'],
  explanation: page('bad-name', 'A bad name misleads.'),
  *check(module) {
    const good = /\bgood\b/.exec(module.text);
    for (const range of places(module, /\bbad\b/g)) {
      yield {
        range,
        message: `The name '${module.textOf(range)}' is bad.`,
        detail: 'Whoever reads it is misled.',
        instead: 'Call it good.',
        fixes: [{ title: "Call it 'good'", safety: 'safe', edits: [{ range, text: 'good' }] }],
        related: good ? [{ range: { start: good.index, end: good.index + 4 }, message: 'This one is good.' }] : [],
      } satisfies Report;
    }
  },
};

/** An error over several lines with an unsafe fix. */
const danger: ListedRule = {
  ...base,
  id: 'danger',
  family: 'locks',
  severity: 'error',
  fix: 'unsafe',
  explanation: page('danger', 'Danger is dangerous.'),
  *check(module) {
    for (const range of places(module, /danger\([^)]*\)/g)) {
      const fixes: Finding['fixes'] = [{ title: 'Remove it', safety: 'unsafe', edits: [{ range, text: 'None\n' }] }];
      yield { range, message: 'This is dangerous.', fixes };
    }
  },
};

/** An info, a hint and a rule that is off. */
const words: readonly ListedRule[] = (['info', 'hint', 'off'] as const).map((severity) => ({
  ...base,
  id: `word-${severity}`,
  family: 'asyncio',
  severity,
  explanation: page(`word-${severity}`, `Finds the word ${severity}.`),
  *check(module: Module) {
    const word = new RegExp(`\\b${severity}_word\\b`, 'g');
    for (const range of places(module, word)) yield { range, message: `Here is the ${severity} word.` };
  },
}));

/** Relaxed in tests. */
const relaxed: ListedRule = {
  ...base,
  id: 'relaxed',
  family: 'processes',
  severity: 'warning',
  isRelaxedInTests: true,
  explanation: page('relaxed', 'Relaxes in tests.'),
  *check(module) {
    for (const range of places(module, /\brelaxed\b/g)) yield { range, message: 'Not in a test.' };
  },
};

/** A defect of the tool. */
const failing: ListedRule = {
  ...base,
  id: 'failing',
  family: 'language',
  severity: 'warning',
  explanation: page('failing', 'Fails.'),
  // biome-ignore lint/correctness/useYield: it fails before.
  *check(module) {
    if (/\bexplode\b/.test(module.text)) throw new Error('boom');
  },
};

/** Two rules that undo each other's fixes. */
const pingPong: readonly ListedRule[] = (
  [
    ['ping', 'pong'],
    ['pong', 'ping'],
  ] as const
).map(([from, to]) => ({
  ...base,
  id: from,
  family: 'resilience',
  severity: 'warning',
  fix: 'safe',
  explanation: page(from, 'Never settles.'),
  *check(module: Module) {
    for (const range of places(module, new RegExp(`\\b${from}\\b`, 'g'))) {
      const fixes: Finding['fixes'] = [{ title: 'Turn it', safety: 'safe', edits: [{ range, text: to }] }];
      yield { range, message: `This is ${from}.`, fixes };
    }
  },
}));

export const testRules: readonly ListedRule[] = [badName, danger, ...words, relaxed, failing, ...pingPong];
