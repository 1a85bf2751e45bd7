/** Bytes to text: byte order marks, coding cookies, and what cannot be read. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { decodeSource, encodeSource } from '../../src/project/source-encoding.ts';
import { sandbox } from './sandbox.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

test.each([
  ['nothing', Buffer.of(), ''],
  ['UTF-8', Buffer.from('x = "\u00e9\u{1f600}"'), 'x = "\u00e9\u{1f600}"'],
  ['a byte order mark', Buffer.from('\ufeffx'), 'x'],
  ['a byte order mark and a cookie', Buffer.from('\ufeff# coding: utf-8\nx'), '# coding: utf-8\nx'],
  ['latin-1', latin1('# coding: latin-1\n\xe9\x80'), '# coding: latin-1\n\u00e9\x80'],
  ['iso-8859-15', latin1('# coding: iso-8859-15\n\xa4'), '# coding: iso-8859-15\n\u20ac'],
  ['latin-9', latin1('# coding: latin9\n\xa4'), '# coding: latin9\n\u20ac'],
  ['cp1252', latin1('# coding=cp1252\n\x80'), '# coding=cp1252\n\u20ac'],
  ['windows-1251', latin1('# coding: windows-1251\n\xef'), '# coding: windows-1251\n\u043f'],
  ['koi8_r', latin1('# coding: koi8_r\n\xd0'), '# coding: koi8_r\n\u043f'],
  ['euc_jp', latin1('# coding: euc_jp\n\xa4\xa2'), '# coding: euc_jp\n\u3042'],
  ['shift_jis', latin1('# coding: shift_jis\n\x82\xa0'), '# coding: shift_jis\n\u3042'],
  ['gbk', latin1('# coding: gbk\n\xc4\xe3'), '# coding: gbk\n\u4f60'],
  [
    'an editor\u2019s cookie in line 2',
    latin1('#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n\xe9'),
    '#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n\u00e9',
  ],
  ['a cookie after a blank line', latin1('\n# coding: latin-1\n\xe9'), '\n# coding: latin-1\n\u00e9'],
  ['a cookie after a form feed', latin1('\f# coding: latin-1\n\xe9'), '\f# coding: latin-1\n\u00e9'],
  ['a cookie, CRLF', latin1('#\r\n# coding: latin-1\r\n\xe9'), '#\r\n# coding: latin-1\r\n\u00e9'],
  ['a name of Python\u2019s own', Buffer.from('# coding: UTF_8\n\u00e9'), '# coding: UTF_8\n\u00e9'],
  ['no cookie in line 3', Buffer.from('#\n#\n# coding: latin-1\n\u00e9'), '#\n#\n# coding: latin-1\n\u00e9'],
  ['no cookie after code', Buffer.from('x = 1\n# coding: latin-1\n\u00e9'), 'x = 1\n# coding: latin-1\n\u00e9'],
  ['no cookie in a string', Buffer.from('"# coding: latin-1"\n\u00e9'), '"# coding: latin-1"\n\u00e9'],
])('%s', (_, bytes, text) => {
  const decoded = decodeSource(bytes);
  expect(decoded).toMatchObject({ ok: true, source: { text } });
  if (decoded.ok && decoded.source.encoding.match(/^(utf|iso|latin|cp|windows|koi)/)) {
    expect(encodeSource(decoded.source)).toEqual(bytes);
  }
});

test.each([
  [
    'latin-1 without a cookie',
    latin1('x = 1\ny = "\xe9"\n'),
    '2:6',
    'the byte 0xE9 is not UTF-8 and no encoding is declared',
  ],
  ['half a character at the end', Buffer.from('x = "\u00e9').subarray(0, 6), '1:6', 'the byte 0xC3 is not UTF-8'],
  ['a surrogate', latin1('\xed\xa0\x80'), '1:1', 'the byte 0xED is not UTF-8'],
  [
    'a wrong cookie',
    latin1('# coding: utf-8\n\xe9'),
    '2:1',
    "the byte 0xE9 is not valid in the declared encoding 'utf-8'",
  ],
  ['more than ASCII', Buffer.from('# coding: ascii\n\u00e9'), '2:1', "not valid in the declared encoding 'ascii'"],
  [
    'half a character of a declared encoding',
    latin1('# coding: euc-jp\nx\n\xa4'),
    '3',
    "not valid in the declared encoding 'euc-jp'",
  ],
  ['a byte without meaning', latin1('# coding: cp1252\n\x81'), '2', "not valid in the declared encoding 'cp1252'"],
  ['an unknown encoding', latin1('#!python\n# coding: klingon\n'), '2', "the encoding 'klingon' is not supported"],
  ['an encoding of Python alone', latin1('# coding: cp437\n\x80'), '1', "the encoding 'cp437' is not supported"],
  ['a cookie that no file can have', latin1('# coding: utf-16\n'), '1', "the encoding 'utf-16' is not supported"],
  [
    'a mark and another encoding',
    Buffer.from('\ufeff# coding: latin-1\n'),
    '1',
    "starts with the mark of UTF-8 and declares 'latin-1'",
  ],
  ['UTF-16, little end first', Buffer.from('\ufeffx = 1\n', 'utf16le'), '1', 'the file is UTF-16'],
  ['UTF-16, big end first', Buffer.from('\ufeffx = 1\n', 'utf16le').swap16(), '1', 'the file is UTF-16'],
  ['UTF-16 without a mark', Buffer.from('x = 1\n', 'utf16le'), '1:2', 'NUL byte'],
  ['NUL', Buffer.from('x = 1\r\ny\0 = 2\n'), '2:2', 'the file has a NUL byte here'],
])('not read: %s', async (_, bytes, place, message) => {
  const box = sandbox({ 'a.py': bytes, 'b.py': 'bad\n' });
  const { code, out, err } = await box.run(['check', '--output-format=concise']);
  expect(code).toBe(2);
  expect(err).toContain(`a.py:${place}: problem: Not checked: `);
  expect(err).toContain(message);
  expect(out).toBe("b.py:1:1: warning bad-name The name 'bad' is bad.\n");
});

test('a byte order mark does not shift columns', async () => {
  const { out } = await sandbox({ 'a.py': '\ufeffbad\n' }).run(['check', '--output-format=concise']);
  expect(out).toContain('a.py:1:1:');
});

test('Python agrees on which files can be read', () => {
  const files: Buffer[] = [
    ...[
      'utf-8',
      'latin-1',
      'iso_8859_15',
      'cp1252',
      'koi8-r',
      'ascii',
      'klingon',
      'utf-8-sig',
      'U8',
      'l1',
      'latin-1-unix',
    ].flatMap((name) => [latin1(`# coding: ${name}\nx = 1\n`), latin1(`#\n# -*- coding: ${name} -*-\n# \xe9\n`)]),
    Buffer.from('\ufeff# coding: utf-8\n'),
    Buffer.from('\ufeff# coding: latin-1\n'),
    latin1('x = 1\n# coding: latin-1\n# \xe9\n'),
    latin1('#\n#\n# coding: latin-1\n# \xe9\n'),
    latin1('"""\n# coding: latin-1\n"""\n# \xe9\n'),
    latin1('# -*- coding:latin-1\n# \xe9\n'),
    latin1('# encoding : latin-1\n# \xe9\n'),
    latin1('# \xc3\xa9 coding: latin-1\n# \xe9\n'),
  ];
  const box = sandbox(Object.fromEntries(files.map((bytes, index) => [`${index}.py`, bytes])));
  const script = `
import sys, tokenize
for i in range(${files.length}):
    try:
        with tokenize.open(f'{i}.py') as f: f.read()
        print('yes')
    except (SyntaxError, UnicodeError, LookupError): print('no')`;
  const python = execFileSync('python3', ['-c', script], { cwd: box.root, encoding: 'utf8' }).trim().split('\n');
  expect(files.map((bytes) => (decodeSource(bytes).ok ? 'yes' : 'no'))).toEqual(python);
});
