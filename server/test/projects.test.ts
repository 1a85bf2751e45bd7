/** Programs of several files: the findings equal the marks, and without its roots a program is silent. */
import { describe, expect, test } from 'vitest';
import { createLineIndex, type Finding, isAtLeast } from '#analysis';
import { marksOf } from './marks.ts';
import { checkProject, describeFinding, type ProjectFiles, projects } from './projects.ts';

/** A line with this mark is what makes the program concurrent: `Thread(target=work).start()  # root`. */
const ROOT = /^(\s*).*#\s*root\s*$/;

/** Findings of warning and above count, and those of the rules that the project has marks of. */
function expectMarks(files: ProjectFiles): void {
  const { findings, problems } = checkProject(files);
  expect(problems).toEqual([]);
  const marks = [...files].flatMap(([path, text]) => marksOf(text).map((mark) => ({ path, ...mark })));
  const own = new Set(marks.map(({ rule }) => rule));
  const placeOf = ({ path, rule, range }: Finding): string =>
    `${path}:${createLineIndex(files.get(path)!).at(range.start).line} ${rule}`;
  const found = findings.filter(({ rule, severity }) => own.has(rule) || isAtLeast(severity, 'warning')).map(placeOf);
  const expected = marks
    .filter(({ kind }) => kind === 'ruleid' || kind === 'todook')
    .map(({ path, line, rule }) => `${path}:${line} ${rule}`);
  const detail = findings.map((finding) => describeFinding(finding, files)).join('\n');
  expect([...new Set(found)].sort(), detail).toEqual([...new Set(expected)].sort());
}

describe.each([...projects])('%s', (_name, files) => {
  test('findings equal marks', () => expectMarks(files));

  const hasRoots = [...files.values()].some((text) => text.split('\n').some((line) => ROOT.test(line)));
  if (!hasRoots) return;
  test('is silent without its roots', () => {
    const rootless = new Map(
      [...files].map(([path, text]) => [path, text.replace(new RegExp(ROOT, 'gm'), '$1pass')] as const),
    );
    const { findings, problems } = checkProject(rootless);
    expect(problems).toEqual([]);
    const loud = findings.filter(({ severity }) => isAtLeast(severity, 'warning'));
    expect(loud.map((finding) => describeFinding(finding, rootless))).toEqual([]);
  });
});

test('what is said of the projects', async () => {
  const shown = [...projects].map(([name, files]) => {
    const lines = checkProject(files).findings.map((finding) => `  ${describeFinding(finding, files)}`);
    return [name, ...lines].join('\n');
  });
  await expect(`${shown.join('\n\n')}\n`).toMatchFileSnapshot('snapshots/projects.snap');
});
