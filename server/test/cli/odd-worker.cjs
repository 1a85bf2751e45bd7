/** A worker thread that does what the names of its files say: hang, crash or report nothing but its own name. */
const { parentPort, workerData } = require('node:worker_threads');

const { task, current } = workerData;
for (;;) {
  const index = Atomics.add(task.next, 0, 1);
  Atomics.store(current, 0, index);
  const file = task.files[index];
  if (file === undefined) break;
  if (file.path.startsWith('hang')) for (;;);
  if (file.path.startsWith('throw')) throw new Error('an error that nobody caught');
  if (file.path.startsWith('exit')) process.exit(3);
  const message = `done: ${file.path}`;
  parentPort.postMessage({ index, report: { findings: [], problems: [{ path: '', message }], hidden: 0, fixed: 0 } });
}
