/**
 * Runs the programs that prove rules right: `rules/<family>/<id>/proof/<name>-broken.py` fails as its docstring says, and
 * the tool finds why before it runs; `<name>-fixed.py` ends well, and the tool finds nothing. That the findings equal the
 * marks is tested with all other marks.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '#rules';
import { expectToSay, findPython, readDemos, twinless } from './demos.ts';
import { marksOf } from './marks.ts';
import { root } from './samples.ts';

const proved = rules.map((rule) => {
  const folder = join(root, 'rules', rule.family, rule.id, 'proof');
  return { rule, folder, proofs: readDemos(folder) };
});

/** Families whose rules speak of schedules: what they say must be seen to happen. */
const FAMILIES_WITH_PROOFS = ['shared-state', 'locks', 'free-threading', 'asyncio', 'processes'];

/** On the page of a rule without a proof, below the known limits. */
const NO_PROOF = /^No program shows this on CPython 3\.11, because [^.]+(?:\.\d+[^.]*)*\.$/m;

describe.each(proved.map((entry) => [entry.rule.id, entry] as const))('%s', (id, { rule, proofs }) => {
  it('has each proof as a pair', () => {
    expect(twinless(proofs)).toEqual([]);
  });

  it('is proved, or its page says why CPython 3.11 cannot show it', () => {
    if (!FAMILIES_WITH_PROOFS.includes(rule.family)) return;
    const [, limits = ''] = /^## Known limits\n([\s\S]*?)^## /m.exec(rule.explanation) ?? [];
    expect(NO_PROOF.test(limits)).toBe(proofs.length === 0);
  });

  it('is seen in what is broken and not in what is fixed', () => {
    const kinds = (ending: string) =>
      proofs
        .filter(({ path }) => path.endsWith(ending))
        .map(({ source }) => [...new Set(marksOf(source).flatMap((mark) => (mark.rule === id ? [mark.kind] : [])))]);
    for (const marks of kinds('-broken.py')) expect(marks).toContain('ruleid');
    for (const marks of kinds('-fixed.py')) expect(marks).toEqual(['ok']);
  });
});

describe('the proofs', () => {
  let command = '';
  beforeAll(async () => {
    command = (await findPython()).command;
  });

  const all = proved.flatMap(({ rule, folder, proofs }) =>
    proofs.map((proof) => [`${rule.id}/${proof.path}`, join(folder, proof.path), proof] as const),
  );
  it.concurrent.each(all)('%s', async (_name, path, proof) => {
    await expectToSay(command, path, proof);
  });
});
