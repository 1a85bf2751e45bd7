/**
 * Compares what Interleave says with ruff and pyright, line by line, over all marked samples and a standard library. Each
 * difference stands in `differences.md` under its cause: what is new there is a false alarm or a miss, theirs or ours.
 *
 * `npm run peers` brings the list up to date; new differences then stand under _Unreviewed_, to be moved to their cause.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLineIndex, DEFAULT_CONFIG } from '#analysis';
import { rules } from '#rules';
import { analyse } from '../analyse.ts';
import { corpus } from '../corpus.ts';
import { samples } from '../samples.ts';
import { type Group, lineOf, parseListing, printListing, UNREVIEWED, updatedGroups, without } from './listing.ts';
import { PEER_RULES, SEEDED } from './peer-rules.ts';
import { type PeerFinding, runPyright, runRuff, type Source } from './run-peers.ts';

const LISTING = new URL('differences.md', import.meta.url);

/** One version of the library: most of the other is the same code. */
const LIBRARY = '3.14/';

/** No rule that is compared speaks of a file without one of these. */
const WORDS = /async|sleep/;

const seeded: Source = { name: 'seeded.py', path: 'seeded.py', text: SEEDED };
const sources: readonly Source[] = [
  seeded,
  ...samples.map(({ name, path, text }) => ({ name, path, text })),
  ...corpus()
    .filter(({ name, text }) => name.startsWith(LIBRARY) && WORDS.test(text))
    .map(({ name, text }) => ({ name, path: name.slice(LIBRARY.length), text })),
];

const compared = PEER_RULES.filter(({ ours }) => ours.length > 0);
const oursCompared = new Set(compared.flatMap(({ ours }) => ours));

describe('beside ruff and pyright', () => {
  let peers: readonly PeerFinding[] = [];
  let differences: readonly string[] = [];
  let groups: readonly Group[] = [];

  beforeAll(async () => {
    const answer = runPyright(sources);
    const ours = ownFindings();
    peers = [...runRuff(sources), ...(await answer)];
    differences = differencesBetween(ours, peers);
    const listing = parseListing(readFileSync(LISTING, 'utf8'));
    groups = listing.groups;
    if (process.env.MODE === 'review') {
      groups = updatedGroups(groups, differences);
      writeFileSync(LISTING, printListing(listing.preface, groups));
    }
  }, 300_000);

  test.each(['blocking-sleep-in-async-function', 'asyncio-dangling-task', 'reportUnusedCoroutine'])(
    '%s is found in the seeded file',
    (rule) => {
      expect(peers).toContainEqual({ source: seeded.name, rule, line: expect.any(Number) });
    },
  );

  test('every rule that speaks is known, and has one of ours or a reason for none', () => {
    const known = new Set(PEER_RULES.map(({ name }) => name));
    expect([...oursCompared].filter((id) => rules.every((rule) => rule.id !== id))).toEqual([]);
    expect(peers.filter(({ rule }) => !known.has(rule))).toEqual([]);
    expect(PEER_RULES.filter(({ ours, reason }) => (ours.length === 0) !== (reason !== undefined))).toEqual([]);
  });

  test('every difference is listed', () => {
    const listed = groups.filter(({ title }) => title !== UNREVIEWED).flatMap(({ lines }) => lines);
    expect(without(differences, listed), 'to be listed with `npm run peers`').toEqual([]);
  });

  test('every difference that is listed is there', () => {
    const listed = groups.flatMap(({ lines }) => lines);
    expect(without(listed, differences), 'to be removed with `npm run peers`').toEqual([]);
  });

  test('every group says why', () => {
    expect(groups.filter(({ title, reason }) => title === UNREVIEWED || !reason.endsWith('.'))).toEqual([]);
    expect(new Set(groups.map(({ title }) => title)).size).toBe(groups.length);
  });
});

interface OwnFinding {
  readonly source: string;
  readonly rule: string;
  readonly line: number;
}

/** Of all severities, and of rules that are off, too: a hint is an answer. */
function ownFindings(): OwnFinding[] {
  const config = { ...DEFAULT_CONFIG, select: ['ALL'] };
  const chosen = rules.filter(({ id }) => oursCompared.has(id));
  return sources.flatMap(({ name, path, text }) => {
    const lines = createLineIndex(text);
    return analyse(text, { path, rules: chosen, config }).findings.map(({ rule, range }) => ({
      source: name,
      rule,
      line: lines.at(range.start).line,
    }));
  });
}

/** Who speaks of a line, and the other one does not. */
function differencesBetween(ours: readonly OwnFinding[], peers: readonly PeerFinding[]): string[] {
  const texts = new Map(sources.map(({ name, text }) => [name, text.split('\n')]));
  const place = ({ source, line }: OwnFinding | PeerFinding): string => `${source}:${line}`;
  const said = new Map<string, Set<string>>();
  for (const finding of [...ours, ...peers]) {
    const rules = said.get(place(finding)) ?? new Set();
    said.set(place(finding), rules.add(finding.rule));
  }

  const alone = (finding: OwnFinding | PeerFinding, counterparts: readonly string[], shown: string): string[] => {
    if (finding.source === seeded.name || counterparts.some((rule) => said.get(place(finding))!.has(rule))) return [];
    return [lineOf(shown, finding.source, texts.get(finding.source)![finding.line - 1]!)];
  };
  return [
    ...peers.flatMap((finding) => {
      const rule = compared.find(({ name }) => name === finding.rule);
      return rule === undefined ? [] : alone(finding, rule.ours, rule.code);
    }),
    ...ours.flatMap((finding) => {
      const theirs = compared.filter((rule) => rule.ours.includes(finding.rule)).map(({ name }) => name);
      return alone(finding, theirs, finding.rule);
    }),
  ];
}
