import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Gives `*.md` imports their text, as esbuild's text loader does in the bundle. */
const markdownAsText = {
  name: 'markdown-as-text',
  enforce: 'pre' as const,
  load: (id: string) => (id.endsWith('.md') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : undefined),
};

export default defineConfig({
  plugins: [markdownAsText],
  test: { include: ['{grammars,rules,server}/**/*.test.ts'], testTimeout: 60_000 },
});
