/** How everything that runs in Node is bundled: what is shipped, and what the benchmark measures. */

/** @type {import('esbuild').BuildOptions} */
export const BUNDLE_SETTINGS = {
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  // Names stay, so that a stack in a report can be read.
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  loader: { '.md': 'text' },
};
