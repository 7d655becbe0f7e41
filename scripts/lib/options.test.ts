import { describe, expect, test } from 'vitest';
import { flag, listOf, number, oneOf, parseOptions, text, usage, whole } from './options.mjs';

const command = {
  name: 'npm run demo --',
  about: 'Shows options.',
  options: {
    steps: { ...whole({ min: 1, max: 100_000 }), default: '200', help: 'training steps' },
    keep: { ...number({ min: 0.05, max: 1 }), help: 'share that is kept' },
    engine: { ...oneOf(['auto', 'wasm']), default: 'auto', help: 'who trains' },
    rates: { ...listOf('RATE,RATE', number({ min: 1e-5, max: 0.1 })), default: '1e-4,1e-3', help: 'rates' },
    json: { ...text('FILE'), help: 'where to' },
    'a.keep': text('N'),
    quick: { ...flag(), help: 'a look' },
  },
} as const;

const parse = (...args: string[]) => parseOptions(command, args);
const valuesOf = (...args: string[]) => {
  const read = parse(...args);
  if (!('values' in read)) throw new Error(JSON.stringify(read));
  return read.values;
};

test('gives the defaults when there is nothing to read', () => {
  expect(valuesOf()).toEqual({
    steps: 200,
    keep: undefined,
    engine: 'auto',
    rates: [1e-4, 1e-3],
    json: undefined,
    'a.keep': undefined,
    quick: false,
  });
});

test('reads values behind a space or an equals sign, in each one’s type', () => {
  const values = valuesOf('--steps=7', '--keep', '.5', '--engine', 'wasm', '--rates', '1e-2, 0.1', '--quick');
  const steps: number = values.steps;
  const engine: 'auto' | 'wasm' = values.engine;
  const keep: number | undefined = values.keep;
  expect({ steps, engine, keep }).toEqual({ steps: 7, engine: 'wasm', keep: 0.5 });
  expect(values.rates).toEqual([1e-2, 0.1]);
  expect(values.quick).toBe(true);
});

test('tells what was typed from what is a default', () => {
  expect(parse('--steps', '200', '--quick')).toMatchObject({ given: new Set(['steps', 'quick']) });
});

test('reads options whose names have a dot', () => {
  expect(valuesOf('--a.keep', '0.5')['a.keep']).toBe('0.5');
});

describe('says what is wrong', () => {
  test.each([
    [['--lrr', '1'], 'There is no option --lrr.'],
    [['--__proto__', '1'], 'There is no option --__proto__.'],
    [['-x'], 'There is no option -x.'],
    [['--steps'], '--steps needs a value: --steps N.'],
    [['--steps', '--quick'], '--steps needs a value: --steps N.'],
    [['--json', ''], '--json needs a value: --json FILE. It is empty.'],
    [['--json='], '--json needs a value: --json FILE. It is empty.'],
    [['--steps', ' '], '--steps needs a value: --steps N. It is empty.'],
    [['--steps', '1', '--steps=1'], '--steps may be given once only.'],
    [['--quick', '--quick'], '--quick may be given once only.'],
    [['--quick=yes'], '--quick takes no value, so "yes" is too much.'],
    [['--steps', 'fast'], '--steps must be a whole number from 1 to 100,000, not "fast".'],
    [['--steps', '1.5'], '--steps must be a whole number from 1 to 100,000, not "1.5".'],
    [['--steps', '0'], '--steps must be a whole number from 1 to 100,000, not "0".'],
    [['--steps', '-3'], '--steps must be a whole number from 1 to 100,000, not "-3".'],
    [['--steps', '0x10'], '--steps must be a whole number from 1 to 100,000, not "0x10".'],
    [['--steps', '1e9'], '--steps must be a whole number from 1 to 100,000, not "1e9".'],
    [['--keep', 'Infinity'], '--keep must be a number from 0.05 to 1, not "Infinity".'],
    [['--engine', 'steam'], '--engine must be one of auto, wasm, not "steam".'],
    [
      ['--rates', '1e-3,'],
      '--rates is a comma-separated list; each part must be a number from 1e-5 to 0.1, not "".',
    ],
    [['--rates', '1e-3,0.001'], '--rates has 0.001 twice.'],
    [['1e-3'], 'Nothing can be made of "1e-3". Options stand behind "--": npm run demo -- --name value.'],
  ])('%j', (args, problem) => {
    expect(parse(...args)).toEqual({ problem });
  });
});

test('reads what stands beside the options only where that is asked for', () => {
  const files = { ...text('FILE…'), help: 'traces' };
  const withFiles = { name: 'npm run demo --', about: '', options: {}, files };
  expect(parseOptions(withFiles, ['a.json', 'b.json'])).toMatchObject({ files: ['a.json', 'b.json'] });
  expect(parseOptions(withFiles, ['--', '--a.json'])).toMatchObject({ files: ['--a.json'] });
});

test.each(['--help', '-h'])('%s prints all options with their defaults, whatever else is there', (option) => {
  const read = parse('--steps', 'fast', option);
  expect(read).toEqual({
    help: `Usage: npm run demo -- [--steps N] [--keep N] [--engine auto|wasm] [--rates RATE,RATE] [--json FILE] [--quick]

Shows options.

  --steps N           training steps (200)
  --keep N            share that is kept
  --engine auto|wasm  who trains (auto)
  --rates RATE,RATE   rates (1e-4,1e-3)
  --json FILE         where to
  --quick             a look
  --help              prints this`,
  });
});

test('no line of usage is longer than a terminal is wide', () => {
  const options = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`option-${i}`, { ...text('VALUE'), help: 'x' }]),
  );
  for (const line of usage({ name: 'node x.mjs', about: '', options }).split('\n'))
    expect(line.length).toBeLessThanOrEqual(110);
});
