/** The extension wakes up for Python, and for nothing else. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { api, eventually, extension, inWorkspace, show, sleep } from './editor.ts';

describe('activation', () => {
  it('tests what users get: the installed package', () => {
    ok(process.env.INTERLEAVE_TEST_EXTENSIONS);
    ok(extension().extensionPath.startsWith(process.env.INTERLEAVE_TEST_EXTENSIONS), extension().extensionPath);
  });

  it('sees the folder trusted or in Restricted Mode, as the run wants it', () => {
    equal(workspace.isTrusted, process.env.INTERLEAVE_TEST_TRUST === 'trusted');
  });

  it('sleeps while other languages are open', async () => {
    await show(inWorkspace('README.md'));
    await show(inWorkspace('pyproject.toml'));
    await sleep(1_000);
    ok(!extension().isActive);
  });

  it('wakes up for Python', async () => {
    await show(inWorkspace('visits.py'));
    await eventually(() => ok(extension().isActive));
    const { server } = await api();
    await eventually(() => ok(server.isRunning()));
  });

  it('has every command that it promises', async () => {
    const all = new Set(await commands.getCommands(true));
    const promised: { command: string }[] = extension().packageJSON.contributes.commands;
    deepEqual(
      promised.map(({ command }) => command).filter((command) => !all.has(command)),
      [],
    );
  });
});
