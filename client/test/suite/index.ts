/** Runs inside VS Code's extension host: the mocha suite, and a file that says how it went. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { LINE_MARK } from './result.ts';

class OneLinePerTest extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    const print = (sign: string, test: Mocha.Test) =>
      console.log(
        `${LINE_MARK} ${sign} ${test.fullTitle()}${test.duration === undefined ? '' : ` (${test.duration} ms)`}`,
      );
    runner.on('pass', (test) => print('✓', test));
    runner.on('fail', (test) => print('✗', test));
    runner.on('pending', (test) => print('skipped', test));
  }
}

/** VS Code calls this; a rejection is exit code 1. */
export async function run(): Promise<void> {
  const resultFile = process.env.INTERLEAVE_TEST_RESULT;
  if (resultFile === undefined) throw new Error('INTERLEAVE_TEST_RESULT must name the file for the result.');
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, slow: 5_000, forbidOnly: true, reporter: OneLinePerTest });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // Mocha's functions are global from here on. The first file watches the extension come to life, so it stays first.
  await import('./activation.ts');
  await import('./findings.ts');
  await import('./other-access.ts');
  await import('./fixes.ts');
  await import('./configuration.ts');
  await import('./documents.ts');
  await import('./program.ts');
  await import('./shared-state.ts');
  await import('./pages.ts');
  await import('./server.ts');

  const failed: string[] = [];
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const started = mocha.run(() => resolve(started));
    const write = () => writeFileSync(resultFile, JSON.stringify({ ...started.stats, failed }));
    started.on('fail', (test, error: Error) => failed.push(`${test.fullTitle()}\n${error.stack ?? error.message}`));
    started.on('start', write);
    started.on('test end', write);
    started.on('end', write);
  });
  if (runner.failures > 0) throw new Error(`${runner.failures} tests failed.`);
}
