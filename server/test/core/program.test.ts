/** Whatever files are edited, come and go: the findings are those of the same files analysed from scratch. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createProgram, type Finding, type ModuleSource, type Program } from '#analysis';
import { parseModule } from '../analyse.ts';
import { checkProgram, environmentIn, isModule, type ProjectFiles, projects, sourcesOf } from '../projects.ts';

/** The files of all projects as one, each below a folder of its own. */
const ALL: readonly ProjectFiles[] = [...projects.values()];

/** A finding without what differs between two analyses of one text. */
function plain(findings: readonly Finding[]): unknown[] {
  return findings.map((finding) => JSON.parse(JSON.stringify(finding)));
}

/** What somebody types into a line; some of it changes what the line does, some breaks it for a moment. */
const TYPED = [
  'x',
  '(',
  ')',
  '.y',
  ' ',
  '1',
  '"',
  '#',
  'self.',
  ', a',
  'time.sleep(1)',
  'await ',
  'not ',
  '\n',
  '    pass\n',
];

const EDIT = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('line' as const), file: fc.nat(), line: fc.nat(), to: fc.nat() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      file: fc.nat(),
      at: fc.nat(),
      dropped: fc.nat(3),
      typed: fc.constantFrom('', ...TYPED),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), file: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), file: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('swap' as const), file: fc.nat(), other: fc.nat() }) },
);
type Edit = typeof EDIT extends fc.Arbitrary<infer T> ? T : never;

/** The project's files after an edit. Lines are moved, doubled or dropped: what is left mostly still means something. */
function edited(files: ReadonlyMap<string, string>, original: ProjectFiles, edit: Edit): Map<string, string> {
  const result = new Map(files);
  const names = [...original.keys()];
  const name = names[edit.file % names.length]!;
  switch (edit.kind) {
    case 'remove':
      result.delete(name);
      break;
    case 'restore':
      result.set(name, original.get(name)!);
      break;
    case 'swap':
      result.set(name, original.get(names[edit.other % names.length]!)!);
      break;
    case 'type': {
      const text = result.get(name) ?? '';
      const at = edit.at % (text.length + 1);
      result.set(name, text.slice(0, at) + edit.typed + text.slice(at + edit.dropped));
      break;
    }
    case 'line': {
      const lines = (result.get(name) ?? '').split('\n');
      const [line = ''] = lines.splice(edit.line % lines.length, 1);
      if (edit.to % 3 > 0)
        lines.splice(edit.to % (lines.length + 1), 0, ...(edit.to % 3 === 1 ? [line] : [line, line]));
      result.set(name, lines.join('\n'));
    }
  }
  return result;
}

/** As a server does it: each file's text is parsed anew when it changed, from its earlier version; and the configuration. */
function next(
  files: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, ModuleSource>,
): Map<string, ModuleSource> {
  const environment = environmentIn(files);
  const modules = [...files].filter(([path]) => isModule(path));
  return new Map(
    modules.map(([path, text]) => {
      const old = before.get(path);
      const parsed = old?.parsed.text === text ? old.parsed : parseModule(text, old?.parsed);
      return [path, { path, parsed, environment }];
    }),
  );
}

test('edits of several files: the result is that of the last texts from scratch', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.array(EDIT, { maxLength: 8 }), fc.nat(), (project, edits, asked) => {
      let files: ReadonlyMap<string, string> = project;
      let sources = next(files, new Map());
      let program: Program | undefined;
      edits.forEach((edit, index) => {
        // Of some versions only one module is looked at, as by a server whose user goes on typing.
        program = createProgram(sources.values(), program);
        if ((asked + index) % 3 === 0) checkProgram(program);
        else if (program.modules.length > 0) checkOne(program, asked);
        files = edited(files, project, edit);
        sources = next(files, sources);
      });
      program = createProgram(sources.values(), program);
      const found = checkProgram(program);
      const fresh = checkProgram(createProgram(sourcesOf(files).map((source) => ({ ...source, isTest: false }))));
      expect(plain(found.findings)).toEqual(plain(fresh.findings));
      expect(found.problems).toEqual(fresh.problems);
    }),
    { numRuns: 300 },
  );
}, 60_000);

function checkOne(program: Program, asked: number): void {
  const module = program.modules[asked % program.modules.length]!;
  checkProgram({ ...program, modules: [module], module: program.module });
}

test('a module lives as long as nothing that it looked at changes', () => {
  const source = (path: string, text: string): ModuleSource => ({ path, parsed: parseModule(text) });
  const app = source('app.py', 'from helpers import fetch\nasync def main():\n    fetch()\n');
  const other = source('other.py', 'import json\ndef f():\n    return json.dumps(1)\n');
  const helpers = source('helpers.py', 'import time\ndef fetch():\n    time.sleep(1)\n');
  const quick = source('helpers.py', 'def fetch():\n    return 1\n');
  const first = createProgram([app, other, helpers]);
  expect(checkProgram(first).findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
    'app.py blocking-call-in-async',
  ]);
  const before = first.module('app.py');
  const unrelated = first.module('other.py');
  const second = createProgram([app, other, quick], first);
  expect(second.module('app.py')).not.toBe(before);
  expect(second.module('other.py')).toBe(unrelated);
  expect(checkProgram(second).findings).toEqual([]);
});

test('a property that another module gets is seen', () => {
  const source = (path: string, text: string): ModuleSource => ({ path, parsed: parseModule(text) });
  const shop = (decorator: string): ModuleSource =>
    source('shop.py', `import time\n\n\nclass Shop:\n${decorator}    def price(self):\n        time.sleep(1)\n`);
  const app = source('app.py', 'from shop import Shop\n\n\nasync def main(shop: Shop):\n    print(shop.price)\n');
  const first = createProgram([app, shop('')]);
  expect(checkProgram(first).findings).toEqual([]);
  const second = createProgram([app, shop('    @property\n')], first);
  expect(checkProgram(second).findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
    'app.py blocking-call-in-async',
  ]);
});
