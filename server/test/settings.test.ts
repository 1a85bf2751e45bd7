/** The extension's settings in package.json are the configuration's own keys, described in the same words. */
import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, test } from 'vitest';
import { ConfigSchema } from '#analysis';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const manifest = read('package.json');
const texts: Record<string, string> = read('package.nls.json');

interface Setting {
  readonly type: string;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
  readonly enum?: readonly string[];
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
}

const settings: Record<string, Setting> = manifest.contributes.configuration.properties;
const schema = toJsonSchema(ConfigSchema).properties as Record<string, { description: string; type: string }>;

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
    const expected = [...Object.keys(schema), ...EDITOR_ONLY].map((key) => `interleave.${key}`);
    expect(Object.keys(settings).sort()).toEqual(expected.sort());
    expect(expected.length).toBeLessThanOrEqual(15);
  });

  test.each(Object.keys(schema))('%s has the type and the description of the configuration', (key) => {
    const { type, items, additionalProperties, markdownDescription } = settings[`interleave.${key}`]!;
    const { description, ...shape } = schema[key]!;
    expect(texts[markdownDescription.slice(1, -1)]?.replaceAll('`', '')).toContain(description);
    expect({ type, items, additionalProperties }).toMatchObject({
      items: undefined,
      additionalProperties: undefined,
      ...withoutNames(shape),
    });
  });

  test('count per folder, but for the trace', () => {
    for (const [key, { scope }] of Object.entries(settings)) {
      expect(scope, key).toBe(key === 'interleave.trace.server' ? 'window' : 'resource');
    }
  });
});

test('every text of the manifest is in package.nls.json, and no other', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
  expect(Object.keys(texts).sort()).toEqual([...new Set(used)].sort());
});

/** What the schema says of a record's keys is that they are strings. */
function withoutNames({ propertyNames: _, ...shape }: Record<string, unknown>): Record<string, unknown> {
  return shape;
}
