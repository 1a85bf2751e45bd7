/** Bundles command line, language server and extension into dist/ or the folder `--outdir=` names, with engine and pages. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE_SETTINGS } from './bundle-settings.mjs';
import { writeNotices } from './notices.mjs';
import { writePages } from './pages.mjs';
import { sourceHash } from './source-hash.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const option = process.argv.find((argument) => argument.startsWith('--outdir='));
const outdir = resolve(root, option?.slice('--outdir='.length) ?? 'dist');
const { version, homepage = '' } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

mkdirSync(outdir, { recursive: true });
const { metafile } = await build({
  ...BUNDLE_SETTINGS,
  absWorkingDir: root,
  entryPoints: {
    cli: 'server/src/cli/main.ts',
    server: 'server/src/lsp/main.ts',
    'parse-worker': 'server/src/project/parse-worker.ts',
    client: 'client/src/extension.ts',
  },
  external: ['vscode'],
  outdir,
  metafile: true,
  define: {
    INTERLEAVE_VERSION: JSON.stringify(version),
    INTERLEAVE_HOMEPAGE: JSON.stringify(homepage),
    // What the facts of a text are depends on these alone, what is found in it on all.
    INTERLEAVE_FACTS: JSON.stringify(
      sourceHash(root, ['grammars', 'server/src/analysis/facts', 'server/src/analysis/syntax']),
    ),
    INTERLEAVE_BUILD: JSON.stringify(sourceHash(root, ['grammars', 'rules', 'server/src'])),
  },
  banner: { js: '#!/usr/bin/env node' },
  logLevel: process.argv.includes('--quiet') ? 'error' : 'info',
});
copyFileSync(join(root, 'grammars/python.wasm'), join(outdir, 'python.wasm'));
writePages(root, join(outdir, 'pages'));
writeNotices(root, outdir, metafile);
