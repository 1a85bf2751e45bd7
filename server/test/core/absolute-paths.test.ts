/** Imports are found whether paths are relative or absolute, as the language server has them. */
import { describe, expect, test } from 'vitest';
import { createModuleFinder } from '../../src/analysis/program/module-finder.ts';

const FILES = ['app.py', 'helpers.py', 'shop/__init__.py', 'shop/cart.py', 'src/lib_a/__init__.py'];

describe.each(['', '/', '/home/user/', 'C:/projects/', 'untitled/'])('below %j', (top) => {
  const finder = createModuleFinder(FILES.map((file) => top + file));

  test.each([
    ['helpers', 'app.py', 'helpers.py'],
    ['shop.cart', 'app.py', 'shop/cart.py'],
    ['helpers', 'shop/cart.py', 'helpers.py'],
    ['lib_a', 'app.py', 'src/lib_a/__init__.py'],
  ])('import %s in %s', (name, importer, expected) => {
    expect(finder.absolute(name, top + importer)?.path).toBe(top + expected);
  });

  test('from . import', () => {
    expect(finder.relative('cart', 1, `${top}shop/__init__.py`)?.path).toBe(`${top}shop/cart.py`);
  });
});

test('a package that is the root of a file system ends the search', () => {
  expect(createModuleFinder(['/__init__.py', '/a.py']).absolute('nowhere', '/a.py')).toBeUndefined();
});
