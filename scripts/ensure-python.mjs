/** Makes sure that a Python that can run the theory pages' programs is here: installs it by apt when root, else says how. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const python = process.env.INTERLEAVE_PYTHON ?? 'python3';

function hasPython() {
  const check = 'import sys; sys.exit(sys.version_info < (3, 11))';
  return spawnSync(python, ['-c', check], { stdio: 'ignore' }).status === 0;
}

if (!hasPython()) {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && process.env.INTERLEAVE_PYTHON === undefined && existsSync('/usr/bin/apt-get')) {
    console.log('Python 3.11 or later is missing; installing it with apt-get.');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'python3'], { stdio: 'inherit' });
  }
  if (!hasPython()) {
    console.error(`The tests run the theory pages' programs with '${python}', which is not Python 3.11 or later.`);
    console.error('Install it, or name another one in INTERLEAVE_PYTHON.');
    process.exit(1);
  }
}
