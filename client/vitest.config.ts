/** The tests that need a VS Code window: one at a time, with time for a busy machine. `--mode desktop` downloads one. */
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  cacheDir: '../node_modules/.vite',
  test: {
    root: import.meta.dirname,
    include: [mode === 'desktop' ? 'test/desktop/*.test.ts' : 'test/*.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 30_000 } },
    disableConsoleIntercept: true,
  },
}));
