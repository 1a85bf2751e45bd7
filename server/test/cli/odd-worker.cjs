/** A worker thread of the command line that checks files as their paths say: it hangs, crashes or reports their name. */
const { parentPort } = require('node:worker_threads');

const nothing = { text: '', facts: new Uint8Array(4), isNew: false, contentHash: 'x' };
parentPort.on('message', ({ task, data, count, next, current }) => {
  for (;;) {
    const index = Atomics.add(next, 0, 1);
    if (index >= count) break;
    Atomics.store(current, 0, index);
    const name = task === 'read' ? data.files[index] : data.files[index].path;
    if (name.includes(`${task}-hang`)) for (;;);
    if (name.includes(`${task}-exit`)) process.exit(3);
    const problems = [{ path: name, message: 'checked' }];
    const result = task === 'read' ? nothing : { findings: [], problems, hidden: 0, fixed: 0 };
    parentPort.postMessage({ index, result });
  }
  parentPort.postMessage('done');
});
