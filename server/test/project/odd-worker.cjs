/** A thread of a pool that does what its items say: hang, crash, or answer with their own name. */
const { parentPort } = require('node:worker_threads');

parentPort.on('message', ({ data, count, next, current }) => {
  for (;;) {
    const index = Atomics.add(next, 0, 1);
    if (index >= count) break;
    Atomics.store(current, 0, index);
    const item = data[index];
    if (item.startsWith('hang')) for (;;);
    if (item.startsWith('throw')) throw new Error('an error that nobody caught');
    if (item.startsWith('exit')) process.exit(3);
    parentPort.postMessage({ index, result: `done: ${item}` });
  }
  parentPort.postMessage('done');
});
