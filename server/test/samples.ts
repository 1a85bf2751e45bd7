/** The Python texts that carry marks: the fixtures of the rules, the code blocks of their pages, and their proofs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from '#rules';
import { readDemos } from './demos.ts';
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
const fixtures: readonly Sample[] = rules.flatMap(({ id }) => {
  const folder = join(root, 'test-fixtures/rules', id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ name: `${id}/${name}`, text: readFileSync(join(folder, name), 'utf8'), path: name, own: id }));
});

const pages: readonly Sample[] = rules.flatMap(({ id, explanation }) =>
  pythonBlocks(explanation).map((block, index) => ({
    name: `${id}/rule.md ${block.heading} ${index + 1}`,
    text: block.text,
    path: 'module.py',
    own: id,
  })),
);

/** Programs that show on a real interpreter what the rule speaks of; see `proofs.test.ts`. */
const proofs: readonly Sample[] = rules.flatMap(({ id, family }) =>
  readDemos(join(root, 'rules', family, id, 'proof')).map(({ path, source }) => ({
    name: `${id}/proof/${path}`,
    text: source,
    path: path.replaceAll('-', '_'),
    own: id,
  })),
);

export const samples: readonly Sample[] = [...pages, ...fixtures, ...proofs];
