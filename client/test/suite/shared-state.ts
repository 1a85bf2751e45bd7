/** The view "Shared State": what the program shares, asked for while it is in sight. */
import { equal, ok } from 'node:assert/strict';
import { commands } from 'vscode';
import { api, eventually, inWorkspace, replaceAll, show, showNew, sleep } from './editor.ts';

const COUNTER = `import threading

served = 0


def serve():
    global served
    served += 1


for _ in range(3):
    threading.Thread(target=serve).start()
`;
const LOCKED = COUNTER.replace('served = 0', 'served = 0\nlock = threading.Lock()').replace(
  '    served += 1',
  '    with lock:\n        served += 1',
);

async function shown(): Promise<readonly string[]> {
  return (await api()).shownSharedState();
}

/** Waits for this part of the tree: the lines one after the other. */
function expectLines(...lines: readonly string[]): Promise<void> {
  return eventually(async () => {
    const text = (await shown()).join('\n');
    ok(text.includes(lines.join('\n')), text);
  });
}

describe('the view of shared state', () => {
  afterEach(() => commands.executeCommand('workbench.view.explorer'));

  it('asks nothing while it is out of sight', async () => {
    await show(inWorkspace('visits.py'));
    await sleep(1_000);
    equal((await shown()).length, 0);
  });

  it('shows who touches what, where, under which locks', async () => {
    await commands.executeCommand('interleave.sharedState.focus');
    await expectLines(
      '  stock a thread and the main flow change it, no common lock',
      '    refill thread, no lock · stock.py:11',
      '    sell main flow, no lock · stock.py:17',
      '    the module itself main flow, no lock · stock.py:25',
      '  total several threads change it, no common lock',
      '    visit several threads, no lock · visits.py:11',
    );
  });

  it('follows edits when they pause, and those made out of sight when it comes back', async () => {
    await commands.executeCommand('interleave.sharedState.focus');
    const { document } = await showNew('serving.py', COUNTER);
    await expectLines('  served several threads change it, no common lock');
    await replaceAll(document, LOCKED);
    await expectLines("  served guarded by 'lock', 1 of 1 access", '    serve several threads, lock · serving.py:10');
    await commands.executeCommand('workbench.view.explorer');
    await replaceAll(document, COUNTER);
    await sleep(1_500);
    await expectLines("  served guarded by 'lock', 1 of 1 access");
    await commands.executeCommand('interleave.sharedState.focus');
    await expectLines('  served several threads change it, no common lock');
    await document.save();
  });

  it('groups by risk or by file', async () => {
    await commands.executeCommand('interleave.sharedState.focus');
    await commands.executeCommand('interleave.sharedState.groupByFile');
    await expectLines('visits.py 2', '  total several threads change it, no common lock');
    await commands.executeCommand('interleave.sharedState.groupByRisk');
    await eventually(async () => ok((await shown())[0]?.startsWith('High risk ')));
  });

  it('is asked again on demand, and after a restart', async () => {
    await commands.executeCommand('interleave.sharedState.focus');
    await commands.executeCommand('interleave.sharedState.refresh');
    await expectLines('  total several threads change it, no common lock');
    await commands.executeCommand('interleave.restart');
    await expectLines('  total several threads change it, no common lock');
  });
});
