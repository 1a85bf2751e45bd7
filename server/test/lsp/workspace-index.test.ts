/** The index by itself: what is read when, what cancelling leaves, and that it is never stuck. */

import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_ENVIRONMENT } from '#analysis';
import type { ListedFile } from '../../src/lsp/file-listing.ts';
import { createWorkspaceIndex, type IndexNews } from '../../src/lsp/workspace-index.ts';
import type { FileParser, ParsedFile } from '../../src/project/parse-files.ts';
import { parseModule } from '../analyse.ts';

const ROLE = { isTest: false, environment: DEFAULT_ENVIRONMENT };

/** A disk and a parser that reads one file each time that it is told to. */
function createWorld(names: readonly string[]) {
  const texts = new Map(names.map((name) => [`/w/${name}`, 'x = 1\n']));
  const news: IndexNews[] = [];
  const failures: unknown[] = [];
  const steps: (() => void)[] = [];
  const asked: string[][] = [];
  let cancel: () => void = () => {};
  let lists = 0;

  const parser: FileParser = {
    async parse(files, onParsed, signal) {
      asked.push(files.map(({ path }) => path));
      for (const { path } of files) {
        await new Promise<void>((resolve) => {
          steps.push(resolve);
          signal?.addEventListener('abort', () => resolve());
        });
        if (signal?.aborted) return;
        const text = texts.get(path);
        const read: ParsedFile =
          text === undefined
            ? { path, contentHash: '', problem: { message: 'Gone.', isMissing: true } }
            : { path, contentHash: text, parsed: parseModule(text) };
        onParsed(read);
      }
    },
    close: async () => {},
  };
  const index = createWorkspaceIndex({
    list: async () => {
      lists++;
      return {
        files: [...texts.keys()].map((path): ListedFile => ({ path, file: path, role: ROLE })),
        problems: [],
      };
    },
    parser,
    startProgress(onCancel) {
      cancel = onCancel;
      return { report() {}, end() {} };
    },
    onRead: async (one) => void news.push(one),
    logFailure: (error) => void failures.push(error),
  });
  onTestFinished(() => {
    index.close();
    expect(failures).toEqual([]);
  });
  const step = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done++) {
      await expect.poll(() => steps.length).toBeGreaterThan(0);
      steps.shift()!();
    }
  };
  const told = async (count: number): Promise<IndexNews> => {
    await expect.poll(() => news.length, { timeout: 5000 }).toBe(count);
    return news.at(-1)!;
  };
  return { index, texts, asked, step, told, cancel: () => cancel(), lists: () => lists };
}

const pathsOf = ({ files }: IndexNews): string[] => [...files.keys()].sort();

describe('listing', () => {
  test('all files are known at once, when the last is read', async () => {
    const world = createWorld(['a.py', 'b.py', 'c.py']);
    world.index.rescan();
    await world.step(2);
    expect(await world.told(0).catch(() => 'nothing')).toBeUndefined();
    await world.step(1);
    const news = await world.told(1);
    expect(pathsOf(news)).toEqual(['/w/a.py', '/w/b.py', '/w/c.py']);
    expect(news).toMatchObject({ isChanged: true, isListed: true, ending: 'complete', problems: [] });
  });

  test('again parses only what is new, and drops what is gone', async () => {
    const world = createWorld(['a.py', 'b.py']);
    world.index.rescan();
    await world.step(2);
    const before = await world.told(1);
    world.texts.delete('/w/a.py');
    world.texts.set('/w/c.py', 'y = 2\n');
    world.index.rescan();
    await world.step(1);
    const after = await world.told(2);
    expect(world.asked).toEqual([['/w/a.py', '/w/b.py'], ['/w/c.py']]);
    expect(pathsOf(after)).toEqual(['/w/b.py', '/w/c.py']);
    expect(after.files.get('/w/b.py')).toBe(before.files.get('/w/b.py'));
  });

  test('while it is under way begins anew, with what was read so far', async () => {
    const world = createWorld(['a.py', 'b.py', 'c.py']);
    world.index.rescan();
    await world.step(1);
    await expect.poll(() => world.asked.length).toBe(1);
    world.texts.delete('/w/c.py');
    world.index.rescan();
    await world.step(2);
    expect(pathsOf(await world.told(1))).toEqual(['/w/a.py', '/w/b.py']);
  });

  test('cancelled keeps what was read, and goes on when listed again', async () => {
    const world = createWorld(['a.py', 'b.py', 'c.py']);
    world.index.rescan();
    await world.step(1);
    await expect.poll(() => world.asked.length).toBe(1);
    world.cancel();
    const news = await world.told(1);
    expect(news).toMatchObject({ ending: 'cancelled', isChanged: true });
    expect(pathsOf(news).length).toBeLessThan(3);
    world.index.rescan();
    await world.step(3);
    expect(await world.told(2)).toMatchObject({ ending: 'complete' });
  });
});

describe('updates', () => {
  async function read(names: readonly string[]) {
    const world = createWorld(names);
    world.index.rescan();
    await world.step(names.length);
    await world.told(1);
    return world;
  }
  const changed = (file: string) => ({ file, isNew: false });

  test('many are read together, each file once', async () => {
    const world = await read(['a.py', 'b.py', 'c.py']);
    for (const text of ['y', 'z']) {
      world.texts.set('/w/a.py', text);
      world.index.update([changed('/w/a.py'), changed('/w/b.py')]);
    }
    await world.step(2);
    const news = await world.told(2);
    expect(world.asked.at(-1)).toEqual(['/w/a.py', '/w/b.py']);
    expect(news).toMatchObject({ isChanged: true, isListed: false });
    expect(world.lists()).toBe(1);
  });

  test('of a file that is as it was change nothing', async () => {
    const world = await read(['a.py']);
    world.index.update([changed('/w/a.py')]);
    await world.step(1);
    expect(await world.told(2)).toMatchObject({ isChanged: false });
  });

  test('of a folder are of all files in it', async () => {
    const world = await read(['in/a.py', 'in/deep/b.py', 'inside.py']);
    for (const path of ['/w/in/a.py', '/w/in/deep/b.py']) world.texts.delete(path);
    world.index.update([changed('/w/in')]);
    await world.step(2);
    expect(pathsOf(await world.told(2))).toEqual(['/w/inside.py']);
  });

  test('during a listing come after it', async () => {
    const world = createWorld(['a.py', 'b.py']);
    world.index.rescan();
    await world.step(1);
    world.texts.set('/w/a.py', 'changed\n');
    world.index.update([changed('/w/a.py')]);
    await world.step(1);
    await world.told(1);
    await world.step(1);
    const news = await world.told(2);
    expect(news.files.get('/w/a.py')?.parsed.text).toBe('changed\n');
  });

  test('that are overtaken by a listing are not lost', async () => {
    const world = await read(['a.py', 'b.py']);
    world.texts.set('/w/a.py', 'changed\n');
    world.index.update([changed('/w/a.py')]);
    await expect.poll(() => world.asked.length).toBe(2);
    world.index.rescan();
    await world.step(2);
    const news = await world.told(2);
    expect(news.files.get('/w/a.py')?.parsed.text).toBe('changed\n');
  });

  test('after the end are nothing', async () => {
    const world = await read(['a.py']);
    world.index.update([changed('/w/a.py')]);
    world.index.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(world.asked).toHaveLength(1);
  });
});
