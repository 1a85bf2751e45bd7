/** Says which files "Python's own library" means: those of the machine's python3, without tests and installed packages. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const LEFT_OUT = new Set(['site-packages', 'dist-packages', 'test', 'tests', 'idle_test', '__pycache__']);

/**
 * @param {string} [python] The interpreter whose library it is.
 * @returns {{ version: string, root: string, files: string[], lines: number }} Absolute paths, sorted.
 */
export function pythonLibrary(python = 'python3') {
  const script = 'import platform, sysconfig; print(platform.python_version()); print(sysconfig.get_path("stdlib"))';
  const [version, root] = execFileSync(python, ['-c', script], { encoding: 'utf8' }).trim().split('\n');
  const files = pythonFiles(root).sort();
  return { version, root, files, lines: files.reduce((total, file) => total + linesIn(file), 0) };
}

function pythonFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : pythonFiles(path);
    return entry.isFile() && entry.name.endsWith('.py') ? [path] : [];
  });
}

function linesIn(file) {
  let count = 0;
  for (const byte of readFileSync(file)) if (byte === 10) count++;
  return count;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [option, python] = process.argv[2] === '--paths' ? ['--paths', process.argv[3]] : ['', process.argv[2]];
  const { version, root, files, lines } = pythonLibrary(python);
  // With `--paths`: the files alone, for xargs.
  if (option === '--paths') process.stdout.write(`${files.join('\n')}\n`);
  else console.log(`Python ${version}, ${root}: ${files.length} files, ${lines} lines`);
}
