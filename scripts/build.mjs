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

/** @type {import('esbuild').BuildOptions} */
const settings = {
  ...BUNDLE_SETTINGS,
  absWorkingDir: root,
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
};

/** The core and the rules are two thirds of each program that has them, so they stand beside these in a file of their own. */
const besideCore = {
  name: 'beside-core',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^#(analysis|rules)$/ }, () => ({ path: './core.cjs', external: true, sideEffects: false })),
};

mkdirSync(outdir, { recursive: true });
const builds = await Promise.all([
  build({
    ...settings,
    entryPoints: { cli: 'server/src/cli/main.ts', server: 'server/src/lsp/main.ts' },
    plugins: [besideCore],
  }),
  build({
    ...settings,
    stdin: { contents: "export * from '#analysis'; export { rules } from '#rules';", resolveDir: root },
    outdir: undefined,
    outfile: join(outdir, 'core.cjs'),
  }),
  build({
    ...settings,
    entryPoints: {
      // A thread that parses needs little of the core, and has to start fast.
      'parse-worker': 'server/src/project/parse-worker.ts',
      client: 'client/src/extension.ts',
    },
  }),
]);
copyFileSync(join(root, 'grammars/python.wasm'), join(outdir, 'python.wasm'));
writePages(root, join(outdir, 'pages'));
writeNotices(
  root,
  outdir,
  builds.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
);
