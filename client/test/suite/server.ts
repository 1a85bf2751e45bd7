/** The server says how it is, can be restarted, and comes back after a crash. */
import { equal, match, notEqual, ok } from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { api, eventually, expectFindings, extension, inWorkspace, replaceAll, show, showNew } from './editor.ts';

const FOUND = ['11 unlocked-shared-global', '12 unlocked-shared-global', '22 cpu-bound-threads'];

describe('the server', () => {
  it('tells its version and how many rules run', async () => {
    const { server, shownStatus } = await api();
    await show(inWorkspace('visits.py'));
    const status = await eventually(() => {
      const now = server.status();
      ok(now);
      return now;
    });
    equal(status.version, extension().packageJSON.version);
    ok(status.rulesOn >= 4);
    equal(status.problems.length, 0);
    match(shownStatus(), /^Interleave \d+\.\d+\.\d+: \d+ rules on/);
  });

  it('restarts by command, with the findings back', async () => {
    const { server } = await api();
    await show(inWorkspace('visits.py'));
    await expectFindings(inWorkspace('visits.py'), FOUND);
    // The library opens what is out of sight first, and asks about what is in sight too early.
    await workspace.fs.writeFile(inWorkspace('out-of-sight.py'), new TextEncoder().encode('x = 1\n'));
    await workspace.openTextDocument(inWorkspace('out-of-sight.py'));
    const before = server.processId();
    await commands.executeCommand('interleave.restart');
    ok(server.isRunning());
    notEqual(server.processId(), before);
    await expectFindings(inWorkspace('visits.py'), FOUND);
  });

  it('comes back after a crash', async () => {
    const { server } = await api();
    const before = server.processId();
    ok(before);
    process.kill(before, 'SIGKILL');
    await eventually(() => {
      ok(server.isRunning());
      notEqual(server.processId(), before);
    });
    const { document } = await showNew('after-crash.py', 'def add(basket=[]):\n    basket.append(1)\n');
    await expectFindings(document.uri, ['1 mutable-default-argument']);
    await replaceAll(document, '');
    await document.save();
    await expectFindings(document.uri, []);
  });

  it('restarts after a crash and a restart by command at once', async () => {
    const { server } = await api();
    const before = server.processId();
    ok(before);
    process.kill(before, 'SIGKILL');
    await commands.executeCommand('interleave.restart');
    await eventually(() => ok(server.isRunning()));
    await show(inWorkspace('visits.py'));
    await expectFindings(inWorkspace('visits.py'), FOUND);
    await eventually(() => equal(server.status()?.problems.length, 0));
  });

  it('shows its output by command', async () => {
    await commands.executeCommand('interleave.showOutput');
    await commands.executeCommand('workbench.action.closePanel');
  });
});
