/** Tells versions of the sources apart: what was worked out by other ones is not taken from a cache. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root
 * @param {readonly string[]} paths Files and folders below the root.
 */
export function sourceHash(root, paths) {
  const hash = createHash('sha1');
  for (const path of paths.flatMap((one) => filesIn(root, one)))
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

function filesIn(root, path) {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(root, `${path}/${name}`));
}
