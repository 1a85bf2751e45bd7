/** What `pyproject.toml` says to all tools about the Python that code runs on. */
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { environmentFromMetadata, oldestPython } from '../../src/project/project-metadata.ts';

test.each([
  ['>=3.11', [3, 11]],
  ['>= 3.8', [3, 8]],
  ['>=3.9,<4', [3, 9]],
  ['<4, >=3.9.2', [3, 9]],
  ['>=3.8, !=3.9.*, >=3.10', [3, 10]],
  ['>2.7', [2, 7]],
  ['>=3', [3, 0]],
  ['~=3.12', [3, 12]],
  ['~=3.12.1', [3, 12]],
  ['==3.13.*', [3, 13]],
  ['==3.*', [3, 0]],
  ['===3.13.1', [3, 13]],
  ['>=3.14.0rc1', [3, 14]],
  ['^3.10', [3, 10]],
  ['~3.10', [3, 10]],
  ['>=3.8 <3.12', [3, 8]],
  ['3.11', [3, 11]],
  ['^2.7 || ^3.6', [2, 7]],
  ['<3 || >=3.6', undefined],
  ['<4', undefined],
  ['!=3.9', undefined],
  ['*', undefined],
  ['', undefined],
  ['>=three', undefined],
])('%j asks for %j or later', (specifier, expected) => {
  expect(oldestPython(specifier)).toEqual(expected);
});

describe('a project', () => {
  const said = (text: string): object => environmentFromMetadata(parse(text));

  test.each([
    ['[project]', '[project]\nrequires-python = ">=3.12"\n'],
    ['Poetry', '[tool.poetry.dependencies]\npython = "^3.12"\n'],
    ['both', '[project]\nrequires-python = ">=3.12"\n[tool.poetry.dependencies]\npython = "^3.10"\n'],
  ])('says which Python it needs: %s', (_, text) => {
    expect(said(text)).toMatchObject({ targetPython: [3, 12] });
  });

  test.each([
    ['in general', 'Programming Language :: Python :: Free Threading', true],
    ['how far', 'Programming Language :: Python :: Free Threading :: 2 - Beta', true],
    ['another one', 'Programming Language :: Python :: Free Threading Soon', undefined],
  ])('says that it is for many threads: %s', (_, classifier, assumeConcurrent) => {
    const list = `classifiers = ["Programming Language :: Python :: 3", "${classifier}"]\n`;
    expect(said(`[project]\n${list}`)).toEqual({ assumeConcurrent });
    expect(said(`[tool.poetry]\n${list}`)).toEqual({ assumeConcurrent });
  });

  test.each([
    '',
    'project = 1\n',
    '[project]\nrequires-python = 3.11\nclassifiers = "x"\n',
    'tool = []\n',
    '[tool]\npoetry = "x"\n',
  ])('says nothing: %j', (text) => {
    expect(said(text)).not.toHaveProperty('targetPython');
    expect(Object.values(said(text)).filter((value) => value !== undefined)).toEqual([]);
  });
});
