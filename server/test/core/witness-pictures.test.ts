/** Pictures and blocks of text stay in their bounds whatever the user's names look like. */
import { array, assert, constantFrom, integer, oneof, option, property, record, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, interleavingText, type Witness, witnessPicture, witnessSentence } from '#analysis';
import { chainOf, deadlock, OWN_LOOP, racing, UNREAD_PIPE, witnessIn } from './witness-samples.ts';

const MOST_COLUMNS = 72;
const MOST_ROWS = 10;

const name = oneof(
  string({ unit: 'binary', maxLength: 120 }),
  string({ unit: 'grapheme', maxLength: 60 }),
  string({
    unit: constantFrom('`', '*', '_', '<', '&', '"', "'", ']', '\\', '|', ' ', '\n', '\t', '\u202e', '\u0301', '茶'),
    maxLength: 80,
  }),
  constantFrom(
    '',
    'x',
    'ticks`and"quotes\'',
    '<script>',
    ']]>',
    '&amp;',
    '長い名前'.repeat(30),
    '\ud800',
    '\u0000\u001b[31m',
    '🫖'.repeat(50),
  ),
);
const place = record({
  path: name,
  range: record({ start: integer({ min: 0, max: 99 }), end: integer({ min: 0, max: 99 }) }),
}).chain((value) => option(integer({ min: 1, max: 1e9 })).map((line) => (line === null ? value : { ...value, line })));
const lane = record({ context: name, code: name, place });
const step = record({ text: name, place });
const raceStep = record({
  ...{ text: name, place, short: name, state: name },
  action: constantFrom('read' as const, 'write' as const),
  lane: constantFrom(0 as const, 1 as const),
});
const window = record({ kind: constantFrom('await' as const, 'call', 'bytecodes', 'no-gil'), at: name });
const path = record({ lane, held: name, wanted: name, steps: array(step, { minLength: 2, maxLength: 9 }) });
/** Of what the other one waits for the end of. */
const endingPath = record({ lane, wanted: name, steps: array(step, { minLength: 1, maxLength: 9 }) });

const anyWitness = oneof(
  record({
    kind: constantFrom('race' as const),
    subject: name,
    lanes: tuple(lane, lane),
    steps: array(raceStep, { minLength: 3, maxLength: 6 }),
    window,
    outcome: name,
  }),
  record({
    kind: constantFrom('blocking' as const),
    lane,
    chain: array(step, { minLength: 1, maxLength: 9 }),
    wait: name,
    waiting: array(name, { maxLength: 3 }),
  }),
  record({ kind: constantFrom('deadlock' as const), paths: tuple(path, oneof(path, endingPath)) }),
);

test('no block is wider or higher than a hover', () => {
  assert(
    property(anyWitness, (witness: Witness) => {
      const lines = interleavingText(witness).split('\n').slice(0, -1);
      expect(lines.length).toBeLessThanOrEqual(MOST_ROWS);
      for (const line of lines) {
        expect(columnsOf(line), line).toBeLessThanOrEqual(MOST_COLUMNS);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: no terminal may get them.
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}|\s$/u);
      }
    }),
  );
});

test('every picture is well-formed, low enough, and has the words', () => {
  assert(
    property(anyWitness, constantFrom('dark' as const, 'light' as const), (witness: Witness, theme) => {
      const svg = witnessPicture(witness, theme);
      expect(faultOf(svg)).toBeUndefined();
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
      expect(Number(width)).toBeLessThanOrEqual(750);
      expect(Number(height)).toBeLessThanOrEqual(90);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(Buffer.byteLength(svg)).toBeLessThan(20_000);
    }),
  );
});

describe('the picture', () => {
  test.each([
    [
      'of a race',
      witnessIn(racing('x += 1')),
      ['thread 1', 'read x → 41', 'x = 41 + 1', '42 ← one update lost', 'Python up to 3.9, or no GIL'],
    ],
    [
      'of a long name',
      witnessIn(racing('x[key] = x.get(key, 0) + 1', 'x = {}')),
      ['read → 41', 'write 41 + 1', 'in get(), on every Python build'],
    ],
    [
      'of a blocking call',
      chainOf(2),
      ['event loop', 'fetch() → requests.get()', 'other tasks, health', 'frozen until the server has answered'],
    ],
    [
      'of a deadlock',
      deadlock(),
      ['holds accounts', 'waits for log', 'holds log', 'waits for accounts', 'both wait for ever'],
    ],
    [
      'of a pipe that nobody reads',
      witnessIn(UNREAD_PIPE),
      ['this program', 'the process', 'holds the pipe', 'waits for its end', 'waits for a reader'],
    ],
    [
      'of a loop that waits for itself',
      witnessIn(OWN_LOOP),
      ['this task', 'the new task', 'holds the loop', 'waits for load()', 'waits for the loop'],
    ],
  ])('%s', (_title, witness, expected) => {
    const words = wordsOf(witnessPicture(witness)).join('\n');
    for (const part of expected) expect(words).toContain(part);
    expect(wordsOf(witnessPicture(witness, 'light')).join('\n')).toBe(words);
  });

  test('has its words as a title', () => {
    const witness = deadlock();
    expect(wordsOf(witnessPicture(witness))[0]).toBe(witnessSentence(witness));
  });
});

test('the checks see what is wrong', () => {
  expect(faultOf('<a><b></a>')).toBe('</a> ends <b>');
  expect(faultOf('<a x="1" x="2"/>')).toBe('x twice');
  expect(faultOf('<a>&nbsp;</a>')).toBe('unknown entity');
  expect(faultOf('<a>\u0001</a>')).toBe('forbidden character');
  expect(faultOf('<a x="<"/>')).toBe('no markup at <a x="<"/>');
  expect(faultOf('<a x="1" y=\'&#60;\'><b/>text</a>')).toBeUndefined();
});

/** What the texts of an SVG say, its title first. */
function wordsOf(svg: string): string[] {
  const texts = [...svg.matchAll(/<(title|text)\b[^>]*>(.*?)<\/\1>/g)].map(([, , text]) =>
    text!.replace(/<[^>]*>/g, ''),
  );
  return texts.map((text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))));
}

/** Why a text is no well-formed XML; undefined if it is. */
function faultOf(xml: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(xml)) return 'forbidden character';
  if (/&(?!#\d+;|#x[\da-f]+;|(?:amp|lt|gt|quot|apos);)/.test(xml)) return 'unknown entity';
  const open: string[] = [];
  const token = /([^<]+)|<(\/?)([\w-]+)((?:\s+[\w:-]+=(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (match === null) return `no markup at ${xml.slice(at, at + 40)}`;
    const [, text, end, element, attributes = '', isEmpty] = match;
    if (text !== undefined) continue;
    const names = [...attributes.matchAll(/\s([\w:-]+)=(?:"[^"]*"|'[^']*')/g)].map(([, attribute]) => attribute!);
    const twice = names.find((attribute, index) => names.indexOf(attribute) !== index);
    if (twice !== undefined) return `${twice} twice`;
    if (end === '/') {
      const started = open.pop();
      if (started !== element) return `</${element}> ends <${started}>`;
    } else if (isEmpty !== '/') open.push(element!);
  }
  return open.length === 0 ? undefined : `<${open.at(-1)}> never ends`;
}
