/** The other end of a finding: found by command, there and back. */
import { equal } from 'node:assert/strict';
import { commands, Position, Selection, type TextEditor, window } from 'vscode';
import { eventually, expectFindings, inWorkspace, show, showNew } from './editor.ts';

const GO = 'interleave.goToOtherAccess';

const CHAIN = `import asyncio
import time


def fetch():
    time.sleep(1)


async def main():
    fetch()
    await asyncio.gather(main(), main())
`;

async function goFrom(editor: TextEditor, line: number, character: number): Promise<void> {
  editor.selection = new Selection(new Position(line, character), new Position(line, character));
  await commands.executeCommand(GO);
}

async function expectCursor(line: number): Promise<void> {
  await eventually(() => equal(window.activeTextEditor?.selection.active.line, line));
}

describe('the other access', () => {
  it('is found by command, and the way back', async () => {
    const editor = await show(inWorkspace('stock.py'));
    await expectFindings(editor.document.uri, ['11 unlocked-shared-global', '17 unlocked-shared-global']);
    await goFrom(editor, 10, 9);
    await expectCursor(16);
    await commands.executeCommand(GO);
    await expectCursor(10);
  });

  it('is at the end of a chain of calls, from where one finds back', async () => {
    const editor = await showNew('chain.py', CHAIN);
    await expectFindings(editor.document.uri, ['10 blocking-call-in-async']);
    await goFrom(editor, 9, 6);
    await expectCursor(5);
    await commands.executeCommand(GO);
    await expectCursor(9);
  });

  it('may be in another file', async () => {
    const editor = await show(inWorkspace('orders.py'));
    await expectFindings(editor.document.uri, ['9 blocking-call-in-async']);
    await goFrom(editor, 8, 6);
    await eventually(() => equal(window.activeTextEditor?.document.uri.path, inWorkspace('suppliers.py').path));
    await expectCursor(10);
    await commands.executeCommand(GO);
    await eventually(() => equal(window.activeTextEditor?.document.uri.path, inWorkspace('orders.py').path));
    await expectCursor(8);
  });

  it('is nowhere else for the same line in two threads, nor beside findings', async () => {
    const editor = await show(inWorkspace('visits.py'));
    await expectFindings(editor.document.uri, [
      '11 unlocked-shared-global',
      '12 unlocked-shared-global',
      '22 cpu-bound-threads',
    ]);
    await goFrom(editor, 10, 5);
    await expectCursor(10);
    await goFrom(editor, 2, 3);
    await expectCursor(2);
    await commands.executeCommand('notifications.clearAll');
  });
});
