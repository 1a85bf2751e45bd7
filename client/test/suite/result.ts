/** What the suite tells whoever started VS Code: a result file at the end, and a line for every test on the way. */
import type { Stats } from 'mocha';

/** Mocha's own counts; `end` is missing when the extension host died on the way. */
export type SuiteResult = Stats & { readonly failed: readonly string[] };

/** What the tests' own lines begin with among all that VS Code writes. */
export const LINE_MARK = 'interleave suite:';
