/** The Python texts that carry marks: the fixtures of the rules and the code blocks of their pages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from '#rules';
import { pythonBlocks } from './marks.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly path: string;
  /** The rule whose page or fixture it is: its infos and hints count here too. */
  readonly own: string;
}

/** Fixtures of a rule: `test-fixtures/rules/<id>/*.py`. */
export const fixtures: readonly Sample[] = rules.flatMap(({ id }) => {
  const folder = join(root, 'test-fixtures/rules', id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ name: `${id}/${name}`, text: readFileSync(join(folder, name), 'utf8'), path: name, own: id }));
});

export const pages: readonly Sample[] = rules.flatMap(({ id, explanation }) =>
  pythonBlocks(explanation).map((block, index) => ({
    name: `${id}/rule.md ${block.heading} ${index + 1}`,
    text: block.text,
    path: 'module.py',
    own: id,
  })),
);
