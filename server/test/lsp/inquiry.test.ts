/** When a request is answered: at once, unless its answer would be out of date before it is found. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyser, Analysis } from '../../src/lsp/analyser.ts';
import type { Configuration } from '../../src/lsp/configuration.ts';
import type { Documents } from '../../src/lsp/documents.ts';
import { createInquiry } from '../../src/lsp/inquiry.ts';
import { sourceOfDocument } from '../../src/lsp/source.ts';

const URI = 'file:///a.py';

/** An analysis takes so many milliseconds, as where half of the program hangs on the edited file. */
function createWorld(milliseconds: number) {
  let revision = 1;
  const analysed: number[] = [];
  const source = () => sourceOfDocument(TextDocument.create(URI, 'python', revision, ''), revision);
  const documents = {
    sourceOf: source,
    revisionOf: () => revision,
    sources: () => [source()],
  } as unknown as Documents;
  const configuration = { of: async () => ({ isChecked: true }) } as unknown as Configuration;
  const analyser = {
    analyse() {
      analysed.push(revision);
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
      return { source: source() } as Analysis;
    },
  } as unknown as Analyser;
  const inquiry = createInquiry({ documents, configuration, analyser, onAnalysed: () => {} });
  const ask = (token = CancellationToken.None) => inquiry.about(URI, token, () => revision);
  return { ask, analysed, edit: () => void revision++ };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('keystrokes that come faster than they are analysed are not all analysed', async () => {
  const world = createWorld(100);
  expect(await world.ask()).toBe(1);
  const answers: Promise<unknown>[] = [];
  for (let count = 0; count < 5; count++) {
    world.edit();
    answers.push(world.ask().catch((error: Error) => error.message));
    await pause(20);
  }
  expect(await Promise.all(answers)).toEqual([...Array(4).fill('The document has changed.'), 6]);
  expect(world.analysed).toEqual([1, 6]);
});

test('a request that is taken back in the meantime is not analysed', async () => {
  const world = createWorld(100);
  await world.ask();
  world.edit();
  const source = new CancellationTokenSource();
  const answer = world.ask(source.token);
  await pause(20);
  source.cancel();
  await expect(answer).rejects.toThrow('cancelled');
  expect(world.analysed).toEqual([1]);
});

test('nobody waits for a second answer about the same text', async () => {
  const world = createWorld(100);
  await world.ask();
  const waiting = vi.spyOn(globalThis, 'setTimeout');
  onTestFinished(() => waiting.mockRestore());
  expect(await world.ask()).toBe(1);
  expect(waiting).not.toHaveBeenCalled();
});
