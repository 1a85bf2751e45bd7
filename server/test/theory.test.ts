// Keeps the theory pages in form, compares the bytecode they show with what Python prints, and runs their demos.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPyodide as loadPython312 } from 'pyodide-3.12';
import { loadPyodide as loadPython314 } from 'pyodide-3.14';
import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '#rules';
import { type Demo, expectToSay, findPython, lastLine, readDemos, run, twinless } from './demos.ts';

const theory = fileURLToPath(new URL('../../rules/theory/', import.meta.url));
const topics = readdirSync(theory)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length));

const headings = ['How it works', 'How it bites', 'What to do', 'See it', 'Versions', 'Sources'];
const maxWords = 1000;
const maxPictureHeight = 220;

describe.each(topics)('%s.md', (topic) => {
  const text = readFileSync(join(theory, `${topic}.md`), 'utf8');
  const lines = text.trimEnd().split('\n');

  it('has the fixed headings in their order', () => {
    expect(lines[0]).toMatch(/^# \S/);
    expect(headingsOf(lines)).toEqual(headings);
  });

  it('opens with three sentences, a picture and its text twin', () => {
    const [, gap, ...opening] = lines.slice(0, lines.indexOf('## How it works'));
    expect(gap).toBe('');
    expect(opening.slice(0, 3).every((line) => /^[A-Z].*\.$/.test(line))).toBe(true);
    expect(opening[3]).toBe('');
    expect(opening[4]).toMatch(new RegExp(`^!\\[[^\\]]{30,}\\]\\(pictures/${topic}\\.svg\\)$`));
    expect(opening.slice(5, 7)).toEqual(['', '```text']);
    expect(opening.slice(-2)).toEqual(['```', '']);
  });

  it(`has at most ${maxWords} words`, () => {
    const words =
      proseOf(lines)
        .join(' ')
        .match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
    expect(words.length).toBeLessThanOrEqual(maxWords);
  });

  it('has one sentence per line', () => {
    const sentences = proseOf(lines).filter((line) => line !== '' && !line.startsWith('|') && !line.startsWith('#'));
    const unfinished = sentences.filter((line) => !/[.:?!]["*)]*$/.test(line) && line !== '**Often said, but**');
    const doubled = sentences.filter((line) => /[.?!]["*)]*\s+["*(]*[A-Z]/.test(line));
    expect({ unfinished, doubled }).toEqual({ unfinished: [], doubled: [] });
  });

  it('links only to what exists', () => {
    const dangling = linksOf(text).filter((target) => {
      if (/^https:\/\/[\w.-]+\//.test(target)) return false;
      return !existsSync(resolve(theory, target.replace(/#.*$/, '')));
    });
    expect(dangling).toEqual([]);
  });

  it('links every rule that there is where it tells how it bites', () => {
    const bites = sectionOf(lines, 'How it bites').join('\n');
    const named = [...bites.matchAll(/(?<!\[)`([a-z-]+)`/g)].map((match) => match[1]);
    expect(named.filter((id) => rules.some((rule) => rule.id === id))).toEqual([]);
  });

  it('gives a source or a demo for every line about versions', () => {
    const versions = sectionOf(lines, 'Versions').filter((line) => line.startsWith('- '));
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((line) => linksOf(line).length === 0 && !line.includes('the demos'))).toEqual([]);
  });

  it('lists every demo with what it prints', () => {
    const listed = sectionOf(lines, 'See it').filter((line) => line.startsWith('- '));
    expect(listed.map((line) => linksOf(line)[0]).sort()).toEqual(demosOf(topic).map((demo) => demo.path));
    for (const demo of demosOf(topic)) {
      expect(listed.find((line) => linksOf(line)[0] === demo.path)).toContain(`\`${demo.expected}\``);
    }
  });

  it('has a fixed twin for each broken demo', () => {
    expect(twinless(demosOf(topic))).toEqual([]);
  });

  it('has a picture that reads on light and dark', () => {
    const svg = readFileSync(join(theory, 'pictures', `${topic}.svg`), 'utf8');
    const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)" role="img"/.exec(svg) ?? [];
    expect(Number(height)).toBeLessThanOrEqual(maxPictureHeight);
    expect(svg).toMatch(/<title id="[\w-]+">[^<]+<\/title>\s*<desc id="[\w-]+">[^<]+<\/desc>/);
    const background = /<\/desc>\s*<rect width="(\d+)" height="(\d+)"[^>]* fill="#[0-9a-f]{6}"\/>/.exec(svg);
    expect(background?.slice(1, 3)).toEqual([width, height]);
    expect(new Set([...svg.matchAll(/font-family="([^"]*)"/g)].map((match) => match[1]))).toSatisfy(
      (fonts: Set<string>) => [...fonts].every((font) => font === 'sans-serif' || font === 'monospace'),
    );
    expect(svg).not.toMatch(/<(script|style|image|foreignObject)|href=/);
    expect(unclosedTags(svg)).toEqual([]);
  });
});

describe('the bytecode on race-condition.md', () => {
  const page = readFileSync(join(theory, 'race-condition.md'), 'utf8');
  const source = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const shown = new Map(
    [...page.matchAll(/^Python (3\.\d+):\n\n```text\n([\s\S]*?)\n```/gm)].map((match) => [match[1], match[2]]),
  );
  const program = [
    'import dis, io',
    'out, names = io.StringIO(), {}',
    `exec(compile(${JSON.stringify(source)}, "counter.py", "exec"), names)`,
    'dis.dis(names["add_one"], file=out)',
    'out.getvalue()',
  ];

  it('is shown for three versions', () => {
    expect([...shown.keys()]).toEqual(['3.11', '3.12', '3.14']);
  });

  it.each(['3.12', '3.14'] as const)('is what Python %s prints', async (version) => {
    const python = await pythonInNode(version);
    expect(python.runPython('import sys; "%d.%d" % sys.version_info[:2]')).toBe(version);
    expect(withoutTrailingSpace(String(python.runPython(program.join('\n'))))).toContain(shown.get(version));
  });

  it("is what this machine's Python prints, if its version is shown", async () => {
    const python = await findPython();
    const { stdout } = await run(python.command, ['-c', [...program.slice(0, -1), 'print(out.getvalue())'].join('\n')]);
    const block = shown.get(python.version);
    if (block !== undefined) expect(withoutTrailingSpace(stdout)).toContain(block);
  });
});

describe('the demos', () => {
  let command = '';
  beforeAll(async () => {
    command = (await findPython()).command;
  });

  const demos = topics.flatMap(demosOf);
  it.concurrent.each(demos.map((demo) => [demo.path, demo] as const))('%s', async (_path, demo) => {
    await expectToSay(command, join(theory, demo.path), demo);
  });

  it.each(['3.12', '3.14'] as const)('without threads say the same on Python %s', async (version) => {
    const python = await pythonInNode(version);
    const alone = demos.filter((demo) => !/^import|^from (?!functools)/m.test(demo.source));
    expect(alone.length).toBeGreaterThanOrEqual(8);
    for (const demo of alone) {
      const printed: string[] = [];
      python.setStdout({ batched: (line: string) => printed.push(line) });
      const names = python.toPy({});
      let error = '';
      try {
        python.runPython(demo.source, { globals: names });
      } catch (thrown) {
        error = lastLine(String(thrown instanceof Error ? thrown.message : thrown));
      }
      expect({ path: demo.path, printed: printed.at(-1), error }).toEqual({
        path: demo.path,
        printed: demo.expected,
        error: demo.failsWith,
      });
    }
  });
});

/** The demos of one topic, sorted by path, which is relative to the theory folder. */
const demosOf = (topic: string): readonly Demo[] =>
  readDemos(join(theory, 'demos', topic)).map((demo) => ({ ...demo, path: `demos/${topic}/${demo.path}` }));

type PythonInNode = Awaited<ReturnType<typeof loadPython312 | typeof loadPython314>>;

const loaded = new Map<string, Promise<PythonInNode>>();

/** CPython compiled for Node: real bytecode of that version, but no threads. Loaded once, since it takes two seconds. */
function pythonInNode(version: '3.12' | '3.14'): Promise<PythonInNode> {
  const python: Promise<PythonInNode> = loaded.get(version) ?? (version === '3.12' ? loadPython312() : loadPython314());
  loaded.set(version, python);
  return python;
}

const withoutTrailingSpace = (text: string): string => text.replace(/[ \t]+$/gm, '');

function headingsOf(lines: readonly string[]): readonly string[] {
  return outsideFences(lines).flatMap((line) => (line.startsWith('## ') ? [line.slice(3)] : []));
}

function sectionOf(lines: readonly string[], heading: string): readonly string[] {
  const start = lines.indexOf(`## ${heading}`) + 1;
  const length = lines.slice(start).findIndex((line) => line.startsWith('## '));
  return lines.slice(start, length === -1 ? undefined : start + length);
}

function outsideFences(lines: readonly string[]): readonly string[] {
  let inside = false;
  return lines.filter((line) => {
    const fence = line.startsWith('```');
    if (fence) inside = !inside;
    return !inside && !fence;
  });
}

/** What a reader reads: no fences, pictures, link targets, quote or list marks; inline code is one word. */
function proseOf(lines: readonly string[]): readonly string[] {
  return outsideFences(lines)
    .filter((line) => !line.startsWith('!['))
    .map((line) =>
      line
        .replace(/^(?:> ?)?\s*(?:[-*] |\d+\. )?/, '')
        .replace(/`[^`]*`/g, 'code')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
    );
}

function linksOf(text: string): readonly string[] {
  const withoutCode = outsideFences(text.split('\n'))
    .join('\n')
    .replace(/`[^`\n]*`/g, 'code');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => match[1] ?? []);
}

/** Tags that are opened and not closed, or closed and not opened, in order. */
function unclosedTags(svg: string): readonly string[] {
  const open: string[] = [];
  for (const [tag, closing, name = '', selfClosing] of svg.matchAll(/<(\/?)([\w-]+)[^>]*?(\/?)>/g)) {
    if (selfClosing === '/') continue;
    if (closing !== '/') open.push(name);
    else if (open.pop() !== name) return [tag];
  }
  return open;
}
