/** Where functions run, in hovers, above them and behind them. */
import { describe, expect, test } from 'vitest';
import { type CodeLens, type Hover, type InlayHint, MarkupContent } from 'vscode-languageserver-protocol';
import { change, open, positionOf } from './documents.ts';
import { buildServer, type LanguageClient, PULLING, startClient } from './language-client.ts';
import { inFolder, project } from './project.ts';

buildServer();

const APP = `import asyncio
from concurrent.futures import ThreadPoolExecutor
import jobs

async def handle():
    jobs.save()

def main():
    with ThreadPoolExecutor(4) as pool:
        for item in range(9):
            pool.submit(jobs.work, item)
    asyncio.run(handle())

if __name__ == '__main__':
    main()
`;
const JOBS = `def work(item):
    save()

def save(): pass

def never():
    pass
`;

async function contextsIn(settings: unknown = null) {
  const shop = project();
  const params = {
    ...inFolder(shop),
    capabilities: {
      ...PULLING,
      workspace: { ...PULLING.workspace, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
    },
  };
  const client = await startClient({ params, settings });
  const [app, jobs] = [shop.uri('app.py'), shop.uri('jobs.py')];
  open(client, APP, app);
  open(client, JOBS, jobs);
  return { client, app, jobs };
}

async function hoverAt(client: LanguageClient, uri: string, text: string, part: string): Promise<Hover | null> {
  return client.request('textDocument/hover', { textDocument: { uri }, position: positionOf(text, part, 5) });
}

const markdownOf = (hover: Hover | null): string =>
  hover !== null && MarkupContent.is(hover.contents) ? hover.contents.value : '';

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const hintsOf = (client: LanguageClient, uri: string, range = WHOLE): Promise<InlayHint[]> =>
  client.request('textDocument/inlayHint', { textDocument: { uri }, range });

const lensesOf = (client: LanguageClient, uri: string): Promise<CodeLens[]> =>
  client.request('textDocument/codeLens', { textDocument: { uri } });

describe('the hover on the name of a function', () => {
  test('says where it runs, with links to where that comes from', async () => {
    const { client, app, jobs } = await contextsIn();
    const hover = await hoverAt(client, jobs, JOBS, 'def save');
    expect(markdownOf(hover)).toBe(
      `**Runs on:** event loop, from \`handle()\` [app.py:5](${app}#L5,1); ` +
        `4 pool threads, from \`pool.submit\` [app.py:11](${app}#L11,13)`,
    );
    expect(hover?.range).toEqual({ start: { line: 3, character: 4 }, end: { line: 3, character: 8 } });
    expect(markdownOf(await hoverAt(client, app, APP, 'def handle'))).toBe('**Runs on:** event loop');
    expect(markdownOf(await hoverAt(client, jobs, JOBS, 'def never'))).toMatch(
      /^\*\*Runs on:\*\* main flow \\\(assumed/,
    );
  });

  test('follows the edits of other documents', async () => {
    const { client, app, jobs } = await contextsIn();
    change(client, 2, APP.replace('jobs.save()', 'pass'), app);
    expect(markdownOf(await hoverAt(client, jobs, JOBS, 'def save'))).toMatch(/^\*\*Runs on:\*\* 4 pool threads, from/);
  });

  test('is text without links where the client has no Markdown, and not there elsewhere', async () => {
    const shop = project();
    const client = await startClient({ params: { ...inFolder(shop), capabilities: { textDocument: { hover: {} } } } });
    open(client, APP, shop.uri('app.py'));
    open(client, JOBS, shop.uri('jobs.py'));
    expect((await hoverAt(client, shop.uri('jobs.py'), JOBS, 'def work'))?.contents).toEqual({
      kind: 'plaintext',
      value: 'Runs on: 4 pool threads, from `pool.submit` app.py:11',
    });
    expect(await hoverAt(client, shop.uri('app.py'), APP, 'import jobs')).toBeNull();
  });
});

describe('what the editor shows by itself', () => {
  test('is nothing unless it is switched on', async () => {
    const { client, jobs } = await contextsIn();
    expect(await lensesOf(client, jobs)).toEqual([]);
    expect(await hintsOf(client, jobs)).toEqual([]);
  });

  test('is a line above functions that run elsewhere', async () => {
    const { client, jobs } = await contextsIn({ contexts: { codeLens: true } });
    const lenses = await lensesOf(client, jobs);
    const resolved = await Promise.all(lenses.map((lens) => client.request<CodeLens>('codeLens/resolve', lens)));
    expect(resolved.map(({ range, command }) => [range.start.line, command?.title])).toEqual([
      [0, 'Runs on: 4 pool threads'],
      [3, 'Runs on: event loop, 4 pool threads'],
    ]);
    expect(await hintsOf(client, jobs)).toEqual([]);
    expect(await client.request<CodeLens>('codeLens/resolve', { range: WHOLE })).toEqual({ range: WHOLE });
  });

  test('is a hint behind their first line', async () => {
    const { client, jobs } = await contextsIn({ contexts: { inlayHints: true } });
    expect(await hintsOf(client, jobs)).toMatchObject([
      { position: { line: 0, character: 15 }, label: '4 pool threads', paddingLeft: true },
      { position: { line: 3, character: 16 }, label: 'event loop, 4 pool threads' },
    ]);
    const third = { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } };
    expect(await hintsOf(client, jobs, third)).toHaveLength(1);
    expect(await lensesOf(client, jobs)).toEqual([]);
  });

  test('is asked for again when it has changed or is switched on', async () => {
    const { client, app } = await contextsIn();
    change(client, 2, `${APP}\n`, app);
    client.answer('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => ({ contexts: { codeLens: true } })),
    );
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.next('workspace/codeLens/refresh');
    change(client, 3, APP.replace('jobs.save()', 'pass'), app);
    await client.next('workspace/codeLens/refresh');
  });
});
