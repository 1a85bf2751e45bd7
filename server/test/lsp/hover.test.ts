/** Hovers: what they say of findings and suppressions, and where their links lead. */

import { beforeAll, describe, expect, test } from 'vitest';
import { type Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { interleavingText } from '#analysis';
import { analyse } from '../analyse.ts';
import { open, positionOf } from './documents.ts';
import { buildServer, type LanguageClient, PATIENCE, PULLING, startClient } from './language-client.ts';
import { RACE } from './samples.ts';

const dist = buildServer();

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient({ isShared: true });
}, PATIENCE);

async function hoverAt(text: string, part: string, offset = 0, by = client): Promise<Hover | null> {
  const uri = open(by, text);
  return by.request('textDocument/hover', { textDocument: { uri }, position: positionOf(text, part, offset) });
}

function textOf(hover: Hover | null): string {
  const { contents } = hover!;
  return MarkupContent.is(contents) ? contents.value : '';
}

const SUPPRESSED = RACE.replace(
  'hits += 1',
  'hits += 1  # interleave: ignore[unlocked-shared-global, blocking-call-in-async] fine',
);

test('a finding: a sentence that is not the message, the witness, what to do instead, links', async () => {
  const hover = await hoverAt(RACE, 'hits += 1');
  const [{ detail, instead, message, witness }] = analyse(RACE, { path: 'jobs.py' }).findings as [
    ReturnType<typeof analyse>['findings'][number],
  ];
  const [sentence, shown, advice, links, ...rest] = textOf(hover).split(/\n\n| {2}\n/);
  expect(rest).toEqual([]);
  expect(sentence!.replaceAll('\\', '')).toBe(detail);
  expect(shown).toBe(`\`\`\`interleaving\n${interleavingText(witness!)}\`\`\``);
  expect(advice!.replaceAll('\\', '')).toBe(`**Instead:** ${instead}`);
  expect(textOf(hover)).not.toContain(message);
  expect(links).toMatch(/^\[Why: Race conditions\]\(command:[^)]*\) · \[unlocked-shared-global\]\(command:[^)]*\)$/);
  expect(hover!.range).toEqual({ start: { line: 5, character: 4 }, end: { line: 5, character: 8 } });
  expect(hover!.contents).toMatchObject({ kind: 'markdown' });
});

test('the links open pages in our own extension', async () => {
  const links = [...textOf(await hoverAt(RACE, 'hits += 1')).matchAll(/\(command:(.*?)\?(.*?)\)/g)];
  expect(links.map(([, command, args]) => [command, JSON.parse(decodeURIComponent(args!))])).toEqual([
    ['interleave.openPage', ['theory/race-condition']],
    ['interleave.openPage', ['shared-state/unlocked-shared-global']],
  ]);
});

test('other clients get links to the shipped pages', async () => {
  const other = await startClient({ params: { initializationOptions: undefined } });
  expect(textOf(await hoverAt(RACE, 'hits += 1', 0, other))).toContain(
    `[Why: Race conditions](file://${dist.file('pages/theory/race-condition.md')})`,
  );
});

test('plain text where the client shows no Markdown', async () => {
  const capabilities = {
    ...PULLING,
    textDocument: { ...PULLING.textDocument, hover: { contentFormat: ['plaintext' as const] } },
  };
  const plain = await startClient({ params: { capabilities, initializationOptions: {} } });
  const hover = await hoverAt(RACE, 'hits += 1', 0, plain);
  expect(hover!.contents).toMatchObject({ kind: 'plaintext' });
  expect(textOf(hover).split('\n')).toEqual([
    expect.stringMatching(/^What another thread writes to 'hits'/),
    expect.stringMatching(/^ thread 1 · handle:6 +thread 2 · handle:6 +hits$/),
    ...Array.from({ length: 4 }, () => expect.stringMatching(/^ \S.* {3}/)),
    expect.stringMatching(/^Instead: /),
    `Why: Race conditions: file://${dist.file('pages/theory/race-condition.md')}`,
    `unlocked-shared-global: file://${dist.file('pages/shared-state/unlocked-shared-global.md')}`,
  ]);
});

describe('where the editor shows pictures', () => {
  const picturing = (settings: object = {}) =>
    startClient({ settings, params: { initializationOptions: { commandLinks: true, pictures: true } } });

  async function pictureAt(by: LanguageClient, theme?: string): Promise<string> {
    const uri = open(by, RACE);
    const position = positionOf(RACE, 'hits += 1');
    const hover = await by.request('textDocument/hover', { textDocument: { uri }, position, theme });
    return textOf(hover as Hover | null);
  }

  test('it is one, with what it says in words, in the colours of the theme', async () => {
    const by = await picturing();
    const backgrounds: string[] = [];
    for (const theme of ['dark', 'light', undefined, 'no theme']) {
      const [, shown] = (await pictureAt(by, theme)).split(/\n\n| {2}\n/);
      const [, words, bytes] = /^!\[(.*)\]\(data:image\/svg\+xml;base64,([\w+/=]+)\)$/.exec(shown!)!;
      expect(words).toMatch(/^thread 1: read hits → 41;.*one update lost\. Window: /);
      backgrounds.push(/fill="(#\w+)"/.exec(Buffer.from(bytes!, 'base64').toString())![1]!);
    }
    const [dark, light, ...others] = backgrounds;
    expect(dark).not.toBe(light);
    expect(others).toEqual([dark, dark]);
  });

  test('it is text by setting, and for editors without pictures', async () => {
    const asText = await picturing({ hover: { witness: 'text' } });
    expect(await pictureAt(asText)).toContain('```interleaving\n');
    expect(await pictureAt(await picturing({ hover: { witness: 'nonsense' } }))).toContain('data:image');
    expect(await pictureAt(client)).toContain('```interleaving\n');
  });
});

test("code of the user's does not end the block", async () => {
  const text =
    "import threading\nx = ''\ndef f():\n    global x\n    x += '````'\nfor _ in range(2):\n    threading.Thread(target=f).start()\n";
  expect(textOf(await hoverAt(text, 'x +='))).toMatch(/\n`````interleaving\n[\s\S]*'````'[\s\S]*\n`````\n/);
});

test("nothing in the user's code becomes Markdown", async () => {
  const text = RACE.replaceAll('hits', '__hits__').replace('+= 1', '+= f("*_<b>`[x](y)")');
  const picturing = await startClient({ params: { initializationOptions: { pictures: true } } });
  const [sentence, words] = textOf(await hoverAt(text, '__hits__ +=', 0, picturing)).split('  \n');
  expect(sentence).toContain('\\_\\_hits\\_\\_');
  expect(words).toContain('\\*\\_\\<b\\>\\`\\[x\\]\\(y\\)');
});

test('code in our own words is code', async () => {
  const basket = 'def add(item, basket=[]):\n    basket.append(item)\n';
  expect(textOf(await hoverAt(basket, '[]'))).toContain('**Instead:** ');
  expect(textOf(await hoverAt(basket, '[]'))).toContain('under `if basket is None:`');
  expect(textOf(await hoverAt(SUPPRESSED, '# interleave', 3))).toContain('without `await`');
});

test('there is nothing to say beside findings', async () => {
  expect(await hoverAt(RACE, 'import threading', 2)).toBeNull();
  expect(await hoverAt(RACE, 'global hits', 7)).toBeNull();
});

describe('a suppression', () => {
  test('under a rule id: that rule', async () => {
    const hover = await hoverAt(SUPPRESSED, 'ignore[unlocked-shared-global', 10);
    expect(textOf(hover)).toMatch(/^\*\*unlocked-shared-global\*\*\n\nA module global is changed/);
    expect(textOf(hover)).toContain('command:interleave.openPage');
    expect(textOf(hover)).not.toContain('blocking-call-in-async');
    expect(hover!.range!.end.character - hover!.range!.start.character).toBe('unlocked-shared-global'.length);
  });

  test('elsewhere in the comment: all of its rules', async () => {
    const text = textOf(await hoverAt(SUPPRESSED, '# interleave', 3));
    expect(text).toContain('**unlocked-shared-global**');
    expect(text).toContain('**blocking-call-in-async**');
  });

  test('of a rule that there is not', async () => {
    const client = await startClient({ settings: { ignore: ['unused-suppression'] } });
    const hover = await hoverAt('x = 1  # interleave: ignore[no-such-rule] why', '# interleave', 0, client);
    expect(textOf(hover)).toBe('**no-such-rule**\n\nThere is no such rule.');
  });

  test('other comments say nothing', async () => {
    expect(await hoverAt('x = 1  # interleave with others\n', '# interleave', 2)).toBeNull();
  });
});

test('where two findings meet, each is named', async () => {
  const text = 'import time\nasync def f():\n    def g(x=[time.sleep(1)]):\n        x.append(1)\n    await h(g)\n';
  const sections = textOf(await hoverAt(text, 'time.sleep')).split('\n\n---\n\n');
  expect(sections.map((section) => section.split('\n')[0])).toEqual([
    '**mutable-default-argument**',
    '**blocking-call-in-async**',
  ]);
});
