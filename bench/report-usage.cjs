/** Preloaded into every measured process: writes its peak memory and processor time to a file when it ends. */
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// Worker threads are preloaded too; the process's figures include theirs.
if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { peakBytes: maxRSS * 1024, cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000 };
    writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage));
  });
}
