/** Packages the built extension as interleave.vsix, one file for every platform, and says how large it is. */
import { statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LIMIT = 1.5e6;

/** @returns {Promise<string>} where the package is */
export async function packageExtension() {
  const vsix = join(root, 'interleave.vsix');
  // The bundles have their dependencies inside. Links stay relative while no public repository could serve them.
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    // The README's picture is a relative link, which the page of an installed extension does not follow.
    readmePath: 'client/gallery.md',
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  const { size } = statSync(vsix);
  console.log(`${relative(process.cwd(), vsix)}: ${(size / 1e6).toFixed(2)} MB`);
  if (size > LIMIT) throw new Error(`The package is larger than ${LIMIT / 1e6} MB.`);
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await packageExtension();
