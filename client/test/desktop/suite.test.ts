/** `npm run test:desktop`: the same suite in a desktop VS Code, which is downloaded; for people with internet. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../scripts/vscode-host.mjs';
import { bundleSuite, copyDemo, faults, makeStub, vsix } from '../extension-host.ts';

// Of Restricted Mode there is no run: @vscode/test-electron always switches workspace trust off.
test.each(['1.101.0', 'stable'])('the suite passes in the desktop VS Code %s', async (version) => {
  const folder = temporaryFolder();
  try {
    const extensions = join(folder, 'ext');
    const profile = [`--extensions-dir=${extensions}`, `--user-data-dir=${join(folder, 'user')}`];
    mkdirSync(extensions);
    const vscodeExecutablePath = await downloadAndUnzipVSCode(version);
    const cli = resolveCliPathFromVSCodeExecutablePath(vscodeExecutablePath);
    // Windows starts `.cmd` files through its shell only.
    const shell = process.platform === 'win32';
    execFileSync(shell ? `"${cli}"` : cli, [...profile, '--install-extension', vsix], { shell, stdio: 'inherit' });
    const resultFile = join(folder, 'result.json');
    const exitCode = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: makeStub(folder),
      extensionTestsPath: await bundleSuite(),
      extensionTestsEnv: {
        INTERLEAVE_TEST_RESULT: resultFile,
        INTERLEAVE_TEST_EXTENSIONS: extensions,
        INTERLEAVE_TEST_TRUST: 'trusted',
      },
      launchArgs: [copyDemo(folder), ...profile],
    }).catch(() => 1);
    expect(faults(exitCode, resultFile)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
