/** Writes THIRD-PARTY-NOTICES beside the bundle: the licence of every package whose code is in the bundle or in the engine. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compiled into python.wasm, so no bundle lists them. */
const IN_ENGINE = ['tree-sitter', 'tree-sitter-python'];

/**
 * @param {string} root the project's folder
 * @param {string} outdir where the bundle is
 * @param {readonly string[]} inputs the paths of what the bundler read
 */
export function writeNotices(root, outdir, inputs) {
  const bundled = inputs.flatMap((input) => {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    return match === null ? [] : [match[1]];
  });
  const names = [...new Set([...bundled, ...IN_ENGINE])].sort();
  const sections = names.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence text: leave it out or add the text here.`);
    const text = readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const intro = 'Interleave contains code of the following packages.\n';
  const unicode = join(root, 'node_modules/tree-sitter/vendor/tree-sitter/lib/src/unicode/LICENSE');
  const icu = `International Components for Unicode, headers inside tree-sitter\n\n${readFileSync(unicode, 'utf8').trim()}\n`;
  const libc =
    'python.wasm also contains parts of wasi-libc (Apache-2.0 WITH LLVM-exception, Apache-2.0, MIT).\n' +
    'Its licence texts: https://github.com/WebAssembly/wasi-libc\n';
  writeFileSync(join(outdir, 'THIRD-PARTY-NOTICES'), [intro, ...sections, icu, libc].join(`\n${'-'.repeat(80)}\n\n`));
}
