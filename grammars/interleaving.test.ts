/** The grammar that colours witnesses, with VS Code's own tokenizer: what each piece of a block is. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import onigurumaModule from 'vscode-oniguruma';
import textmateModule, { type IRawGrammar } from 'vscode-textmate';
import { interleavingRows, interleavingText, type Tone, type Witness } from '#analysis';
import { chainOf, deadlock, racing, witnessIn } from '../server/test/core/witness-samples.ts';

const read = (name: string): IRawGrammar => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const GRAMMARS: Readonly<Record<string, IRawGrammar>> = {
  'source.interleaving': read('interleaving.tmLanguage.json'),
  'markdown.interleaving.codeblock': read('interleaving-in-markdown.tmLanguage.json'),
  // As much of Markdown as an injection needs.
  'text.html.markdown': { scopeName: 'text.html.markdown', patterns: [], repository: {} } as unknown as IRawGrammar,
};

const { loadWASM, OnigScanner, OnigString } = onigurumaModule;
await loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));
const registry = new textmateModule.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new OnigScanner(patterns),
    createOnigString: (text) => new OnigString(text),
  }),
  loadGrammar: async (scope) => GRAMMARS[scope],
  getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.interleaving.codeblock'] : []),
});

interface Token {
  readonly text: string;
  /** The innermost scope without the language's name; '' for none of its own. */
  readonly scope: string;
  readonly scopes: readonly string[];
}

async function tokensOf(text: string, language = 'source.interleaving'): Promise<Token[][]> {
  const grammar = await registry.loadGrammar(language);
  let state = textmateModule.INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar!.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => {
      const inner = scopes.length > 1 ? scopes.at(-1)!.replace(/\.interleaving$/, '') : '';
      return { text: line.slice(startIndex, endIndex), scope: inner, scopes };
    });
  });
}

/** `text:scope` for all that has a scope. */
async function shown(text: string): Promise<string> {
  const lines = await tokensOf(text);
  const marked = lines.map((tokens) =>
    tokens.flatMap(({ text: piece, scope }) => (scope === '' ? [] : [`${piece}:${scope}`])).join('  '),
  );
  return `\n${marked.join('\n')}`;
}

const WITNESSES: readonly (readonly [string, Witness])[] = [
  ['a race on a counter', witnessIn(racing('x += 1'))],
  ['a race with a call', witnessIn(racing('x[key] = step(x[key], "a")', 'x = {}'))],
  ['a blocking call', chainOf(2)],
  ['a deadlock', deadlock()],
];

test('every piece has its scope', async () => {
  const blocks = WITNESSES.map(async ([name, witness]) => `${name}${await shown(interleavingText(witness))}`);
  await expect((await Promise.all(blocks)).join('\n')).toMatchFileSnapshot('snapshots/interleaving.snap');
});

const SCOPES: Readonly<Partial<Record<Tone, RegExp>>> = {
  context: /^entity\.name\.type\.context/,
  window: /^comment\.line\.window/,
  outcome: /^markup\.deleted/,
};

test.each(WITNESSES)('%s: headings, window and outcome are told from code', async (_, witness) => {
  const lines = await tokensOf(interleavingText(witness));
  interleavingRows(witness).forEach((row, number) => {
    let column = 0;
    for (const { text, tone } of row) {
      const expected = tone === undefined ? undefined : SCOPES[tone];
      let end = 0;
      const token = lines[number]!.find((candidate) => {
        end += candidate.text.length;
        return end > column + text.search(/\S|$/);
      });
      if (expected !== undefined && !text.includes(','))
        expect(token, text).toMatchObject({ scope: expect.stringMatching(expected) });
      column += text.length;
    }
  });
});

test('in fenced code of Markdown, which ends with its fence', async () => {
  const block = interleavingText(witnessIn(racing('x += 1')));
  const lines = await tokensOf(`Before\n\n\`\`\`interleaving\n${block}\`\`\`\nread x`, 'text.html.markdown');
  const scopes = lines.map((tokens) =>
    tokens.some(({ scopes }) => scopes.includes('meta.embedded.block.interleaving')),
  );
  expect(scopes).toEqual([
    false,
    false,
    false,
    ...block
      .trimEnd()
      .split('\n')
      .map(() => true),
    false,
    false,
  ]);
  expect(lines[5]!.find(({ text }) => text === 'read')?.scope).toBe('keyword.control.action');
  expect(lines.at(-1)!.map(({ scope }) => scope)).toEqual(['']);
});
