/** `interleave/sharedState`: what the program shares, for a view; asked again when it may be different. */
import { describe, expect, test } from 'vitest';
import { CancellationToken, CancellationTokenSource, type Location } from 'vscode-languageserver/node';
import { createProgram, type Program } from '#analysis';
import { createSharedState, type SharedStateAnswer } from '../../src/lsp/shared-state.ts';
import { projects, sourcesOf } from '../projects.ts';
import { change, open } from './documents.ts';
import { buildServer, startClient } from './language-client.ts';
import { inFolder, project } from './project.ts';

buildServer();

const APP = `import threading
import counts

def work():
    counts.total += 1

def main():
    for _ in range(3):
        threading.Thread(target=work).start()

main()
`;
const COUNTS = 'total = 0\nseen = set()\n\ndef see(one):\n    seen.add(one)\n';

const placeOf = ({ uri, range }: Location): string => `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line + 1}`;

const linesOf = ({ states }: SharedStateAnswer): string[] =>
  states.map(({ name, risk, reason, accesses }) => {
    return `${risk} ${name}: ${reason}; ${accesses.map(({ kind, location, contexts }) => `${kind} ${placeOf(location)} on ${contexts}`).join(', ')}`;
  });

const RISKY = ['high total: several threads change it, no common lock; update app.py:5 on several threads'];

describe('the server', () => {
  async function shop() {
    const folder = project({ 'app.py': APP, 'counts.py': COUNTS });
    const client = await startClient({ params: inFolder(folder) });
    const ask = () => client.request<SharedStateAnswer>('interleave/sharedState', {});
    return { folder, client, ask };
  }

  test('tells of files that are not open, with places', async () => {
    const { folder, client, ask } = await shop();
    open(client, APP, folder.uri('app.py'));
    await expect.poll(async () => linesOf(await ask())).toEqual(RISKY);
    const [state] = (await ask()).states;
    expect(state).toEqual({
      ...{ name: 'total', kind: 'global', risk: 'high', reason: 'several threads change it, no common lock', more: 0 },
      location: {
        uri: folder.uri('counts.py'),
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } },
      },
      accesses: [
        {
          ...{ kind: 'update', function: 'work', contexts: 'several threads', locks: [], mayBeLocked: false },
          location: {
            uri: folder.uri('app.py'),
            range: { start: { line: 4, character: 4 }, end: { line: 4, character: 16 } },
          },
        },
      ],
    });
  });

  test('says once that it may be different, and only to who has asked', async () => {
    const { folder, client, ask } = await shop();
    const app = folder.uri('app.py');
    open(client, APP, app);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(client.left('interleave/sharedStateChanged')).toEqual([]);
    await expect.poll(async () => linesOf(await ask())).toEqual(RISKY);
    change(client, 2, APP.replace('target=work', 'target=print'), app);
    await client.next('interleave/sharedStateChanged');
    expect(linesOf(await ask())).toEqual([]);
    change(client, 3, APP, app);
    await client.next('interleave/sharedStateChanged');
    change(client, 4, `${APP}\n`, app);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(client.left('interleave/sharedStateChanged')).toEqual([]);
    expect(linesOf(await ask())).toEqual(RISKY);
  });

  test('tells of a document outside of any folder, and nothing of what is not checked', async () => {
    const client = await startClient();
    const alone = APP.replace('counts.', '')
      .replace('import counts', 'total = 0')
      .replace('work():', 'work():\n    global total');
    open(client, alone, 'untitled:one.py');
    const answer = await client.request<SharedStateAnswer>('interleave/sharedState', {});
    expect(linesOf(answer)).toEqual([
      'high total: several threads change it, no common lock; update untitled:one.py:6 on several threads',
    ]);
    const off = await startClient({ settings: { enable: false } });
    open(off, alone, 'untitled:one.py');
    expect(await off.request('interleave/sharedState', {})).toEqual({ states: [] });
  });
});

describe('one that works in slices', () => {
  const program = (): Program => createProgram(sourcesOf(projects.get('audit/tea-house')!));
  const locate = (path: string) => ({
    uri: `file:///${path}`,
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  });
  const connection = { sendNotification: async () => {} };

  test('begins again when the program is another one, and gives up in the end', async () => {
    let asked = 0;
    const programs = (isCurrent: () => boolean) => async () => {
      asked++;
      return { programs: [program()], areCurrent: isCurrent, locate };
    };
    const once = createSharedState({ connection, inquiry: { programs: programs(() => asked > 1) } });
    expect((await once.answer({}, CancellationToken.None)).states).toHaveLength(11);
    expect(asked).toBe(2);
    const never = createSharedState({ connection, inquiry: { programs: programs(() => false) } });
    await expect(never.answer({}, CancellationToken.None)).rejects.toThrow('The program has changed.');
  });

  test('stops when it is told to', async () => {
    const source = new CancellationTokenSource();
    let steps = 0;
    const areCurrent = (): boolean => {
      if (++steps === 3) source.cancel();
      return true;
    };
    const inquiry = { programs: async () => ({ programs: [program()], areCurrent, locate }) };
    await expect(createSharedState({ connection, inquiry }).answer({}, source.token)).rejects.toThrow('cancelled');
    expect(steps).toBe(3);
  });

  test('lets others have their turn', async () => {
    const inquiry = {
      programs: async () => ({ programs: Array.from({ length: 20 }, program), areCurrent: () => true, locate }),
    };
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await createSharedState({ connection, inquiry }).answer({}, CancellationToken.None);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});
