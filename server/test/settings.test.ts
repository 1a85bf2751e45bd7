/** The extension's settings in package.json are the configuration's own keys, described in the same words. */
import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, test } from 'vitest';
import { ConfigSchema } from '#analysis';
import { settingNameOf } from '../src/lsp/settings.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const manifest = read('package.json');
const texts: Record<string, string> = read('package.nls.json');

interface Setting {
  readonly type: string | readonly string[];
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
  readonly enum?: readonly string[];
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
}

const settings: Record<string, Setting> = manifest.contributes.configuration.properties;
interface Shape {
  readonly description: string;
  readonly type?: string;
  readonly items?: unknown;
  readonly anyOf?: readonly Shape[];
}

const schema = toJsonSchema(ConfigSchema).properties as Record<string, Shape>;

/** Names of the project's own functions say something about its code, which is the same for everybody. */
const FILE_ONLY = ['thread-entry-points', 'blocking', 'not-blocking'];
const KEYS = Object.keys(schema).filter((key) => !FILE_ONLY.includes(key));

/** What only an editor has: on and off, whose word counts, and a trace. */
const EDITOR_ONLY = [
  'enable',
  'configurationPreference',
  'hover.witness',
  'contexts.codeLens',
  'contexts.inlayHints',
  'trace.server',
];

describe('settings', () => {
  test('are the keys of the configuration, and what only an editor has', () => {
    const expected = [...KEYS.map(settingNameOf), ...EDITOR_ONLY].map((key) => `interleave.${key}`);
    expect(Object.keys(settings).sort()).toEqual(expected.sort());
    expect(expected.length).toBeLessThanOrEqual(15);
  });

  test.each(KEYS)('%s has the type and the description of the configuration', (key) => {
    const { type, items, additionalProperties, markdownDescription } = settings[`interleave.${settingNameOf(key)}`]!;
    const { description, ...shape } = schema[key]!;
    expect(texts[markdownDescription.slice(1, -1)]?.replaceAll('`', '')).toContain(description);
    expect({ type, items, additionalProperties }).toMatchObject({
      items: undefined,
      additionalProperties: undefined,
      ...inOne(withoutNames(shape)),
    });
  });

  test('count per folder, but for the trace', () => {
    for (const [key, { scope }] of Object.entries(settings)) {
      expect(scope, key).toBe(key === 'interleave.trace.server' ? 'window' : 'resource');
    }
  });
});

test('the published schema is that of the configuration', async () => {
  const published = { ...toJsonSchema(ConfigSchema), title: 'The table [tool.interleave] of pyproject.toml' };
  // What is unknown is reported.
  const text = `${JSON.stringify({ ...published, additionalProperties: false }, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../interleave.schema.json');
});

test('every text of the manifest is in package.nls.json, and no other', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
  expect(Object.keys(texts).sort()).toEqual([...new Set(used)].sort());
});

/** The editor knows alternatives by a list of types. */
function inOne({ anyOf, ...shape }: Partial<Shape>): object {
  if (anyOf === undefined) return shape;
  return Object.assign({ ...shape }, ...anyOf, { type: anyOf.map(({ type }) => type) });
}

/** What the schema says of a record's keys is that they are strings. */
function withoutNames({ propertyNames: _, ...shape }: Partial<Shape> & { propertyNames?: unknown }): Partial<Shape> {
  return shape;
}
