/** Ten thousand random edits leave the server where a fresh analysis of the same text would start. */

import { expect, test } from 'vitest';
import { type Range, TextDocument } from 'vscode-languageserver-textdocument';
import { diagnosticsOf, open, pull, URI } from './documents.ts';
import { essence, expectedOf } from './expected.ts';
import { buildServer, startClient } from './language-client.ts';
import { BLOCKING, RACE, USELESS } from './samples.ts';

buildServer();

const EDITS = 10_000;
const CHECKPOINTS = 50;

/** Kept short, so that edits meet what earlier ones left. */
const LONGEST = 6000;

/** Mulberry32: the same edits in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const FUNCTION = `def add(item, items=[]):
    items.append(item)
    return [lambda: n for n in items]
`;
const PIECES = [
  ...[RACE, USELESS, BLOCKING, FUNCTION],
  ...['\n', '\r\n', '\r', '\n\n', '    ', '\t', ' ', '', '', ''],
  ...['"""', "'", '"', '(', ')', '[', ']', '{', ':', '\\\n', '#', ';', '@', 'f"{x}"'],
  ...['😀', '𝒳', 'é', '\u2028', '\ufeff', '\u0000', '\ud83d', '\ude00'],
  ...[
    'def f():\n',
    'async def g():\n    ',
    'import time\n',
    'time.sleep(1)\n',
    'hits += 1\n',
    'await ',
    'global hits\n',
  ],
  ...['# interleave: ignore[unlocked-shared-global] x\n', 'else:\n', 'class C:\n    ', 'x', '0', 'return x\n'],
] as const;

test(`${EDITS} random edits`, async () => {
  const client = await startClient();
  const random = randomFrom(20_241);
  const model = TextDocument.create(URI, 'python', 1, RACE);
  open(client, RACE);
  let previous: string | undefined;

  const position = () => model.positionAt(random(model.getText().length + 1));
  const range = (): Range => {
    const start = position();
    if (random(3) === 0) return { start, end: start };
    const offset = model.offsetAt(start);
    const end = model.positionAt(offset + random(random(20) === 0 ? 400 : 12));
    // Clients may give the ends in either order.
    return random(10) === 0 ? { start: end, end: start } : { start, end };
  };
  const text = (): string => Array.from({ length: 1 + random(2) }, () => PIECES[random(PIECES.length)]!).join('');

  for (let made = 0; made < EDITS; ) {
    const contentChanges: ({ range: Range; text: string } | { text: string })[] = [];
    const count = Math.min(1 + (random(4) === 0 ? random(5) : 0), EDITS - made);
    for (let at = 0; at < count; at++) {
      const isTooLong = model.getText().length > LONGEST;
      const change = isTooLong ? { text: random(2) === 0 ? RACE : FUNCTION } : { range: range(), text: text() };
      contentChanges.push(change);
      TextDocument.update(model, [change], model.version + 1);
    }
    client.notify('textDocument/didChange', { textDocument: { uri: URI, version: model.version }, contentChanges });
    const isCheckpoint = Math.floor((made + count) / (EDITS / CHECKPOINTS)) > Math.floor(made / (EDITS / CHECKPOINTS));
    made += count;
    if (isCheckpoint) {
      const report = await pull(client, URI, previous);
      const items = report.items ?? (await diagnosticsOf(client));
      previous = report.resultId;
      expect(essence(items)).toEqual(expectedOf(model.getText()));
    } else if (random(10) === 0) void pull(client).catch(() => undefined);
  }

  // The server holds the very text: what it says of each line is where the line is.
  const end = model.positionAt(model.getText().length);
  client.notify('textDocument/didChange', {
    textDocument: { uri: URI, version: model.version + 1 },
    contentChanges: [{ range: { start: end, end }, text: `\n)]}"""\n'''\n${RACE}` }],
  });
  TextDocument.update(model, [{ range: { start: end, end }, text: `\n)]}"""\n'''\n${RACE}` }], model.version + 1);
  expect(essence(await diagnosticsOf(client))).toEqual(expectedOf(model.getText()));
});

test('edits all over a long file', async () => {
  const client = await startClient();
  const parts = Array.from({ length: 200 }, (_, at) => FUNCTION.replaceAll('add', `add_${at}`));
  const model = TextDocument.create(URI, 'python', 1, parts.join('\n\n'));
  open(client, model.getText());
  const random = randomFrom(7);
  expect(essence(await diagnosticsOf(client))).toEqual(expectedOf(model.getText()));
  for (let round = 0; round < 30; round++) {
    const at = model.positionAt(random(model.getText().length));
    const change = { range: { start: at, end: at }, text: PIECES[random(PIECES.length)]! };
    TextDocument.update(model, [change], model.version + 1);
    client.notify('textDocument/didChange', {
      textDocument: { uri: URI, version: model.version },
      contentChanges: [change],
    });
    await pull(client);
  }
  expect(essence(await diagnosticsOf(client))).toEqual(expectedOf(model.getText()));
});
