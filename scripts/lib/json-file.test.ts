import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonFile, writeJson } from './json-file.mjs';
import { parseOptions } from './options.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const command = { name: 'demo', about: '', options: { json: jsonFile() } } as const;
const parse = (path: string) => parseOptions(command, ['--json', path]);

describe('before the work, it says why a file could not be written', () => {
  test('when its folder does not exist', () => {
    expect(parse(at('no/such/x.json'))).toEqual({
      problem: `--json "${at('no/such/x.json')}" cannot be written: there is no folder "${at('no/such')}".`,
    });
  });

  test('when it is a folder', () => {
    expect(parse(folder)).toEqual({ problem: `--json "${folder}" cannot be written: it is a folder.` });
    expect(parse(`${at('x')}/`)).toEqual({
      problem: `--json "${at('x')}/" cannot be written: it names a folder, not a file.`,
    });
  });

  test('when its folder is a file', () => {
    writeFileSync(at('file'), '');
    expect(parse(at('file/x.json'))).toEqual({
      problem: `--json "${at('file/x.json')}" cannot be written: there is no folder "${at('file')}".`,
    });
  });

  test('when the system refuses', () => {
    const path = at(`${'x'.repeat(300)}.json`);
    expect(parse(path)).toEqual({
      problem: expect.stringMatching(/^--json ".*" cannot be written: ENAMETOOLONG/),
    });
  });
});

test('checking changes nothing: what is there stays, and nothing is left behind', () => {
  writeFileSync(at('old.json'), 'precious');
  expect(parse(at('old.json'))).toMatchObject({ values: { json: at('old.json') } });
  expect(parse(at('new.json'))).toMatchObject({ values: { json: at('new.json') } });
  expect(readdirSync(folder)).toEqual(['old.json']);
  expect(readFileSync(at('old.json'), 'utf8')).toBe('precious');
});

test('writes a value in the place of what was there, through links', () => {
  mkdirSync(at('far'));
  writeFileSync(at('far/old.json'), 'old');
  symlinkSync(at('far/old.json'), at('link.json'));
  writeJson(at('link.json'), { a: [1, 2] });
  expect(readFileSync(at('far/old.json'), 'utf8')).toBe('{"a":[1,2]}\n');
  expect(readdirSync(at('far'))).toEqual(['old.json']);
});

test('what a value cannot be written as costs the old content nothing', () => {
  writeFileSync(at('old.json'), 'precious');
  expect(() => writeJson(at('old.json'), { huge: 1n })).toThrow();
  expect(readFileSync(at('old.json'), 'utf8')).toBe('precious');
});

test('a device is written to, not replaced', () => {
  if (process.platform === 'win32') return;
  expect(parse('/dev/null')).toMatchObject({ values: { json: '/dev/null' } });
  writeJson('/dev/null', 1);
  expect(readdirSync('/dev')).not.toContain('null.part');
});
