/** Runs a script in a Node process of its own, from scratch, and measures it from the outside. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPORT_USAGE = fileURLToPath(new URL('report-usage.cjs', import.meta.url));

/**
 * @typedef {object} Run
 * @property {number} milliseconds Wall time, from before the process starts until it has ended.
 * @property {number} cpuMilliseconds Processor time of all its threads.
 * @property {number} peakBytes The most physical memory it had at once.
 * @property {string} stdout
 * @property {string} stderr
 *
 * @param {string} script
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, flags?: readonly string[], exitCodes?: readonly number[] }} options
 *   `exitCodes`: those that mean that the work was done.
 * @returns {Run}
 */
export function runProcess(script, args, { cwd, env = {}, flags = [], exitCodes = [0] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-usage-'));
  const usageFile = join(folder, 'usage.json');
  try {
    const started = performance.now();
    const result = spawnSync(process.execPath, [...flags, '--require', REPORT_USAGE, script, ...args], {
      cwd,
      env: { ...process.env, ...env, BENCH_USAGE_FILE: usageFile },
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    const milliseconds = performance.now() - started;
    if (result.error) throw result.error;
    if (!exitCodes.includes(result.status)) {
      throw new Error(`${script} ended with ${result.status ?? result.signal}:\n${result.stderr || result.stdout}`);
    }
    return {
      milliseconds,
      ...JSON.parse(readFileSync(usageFile, 'utf8')),
      stdout: result.stdout,
      stderr: result.stderr,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
