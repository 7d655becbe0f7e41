import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Normalization, normalizations } from '../domain/normalization.ts';
import { automaticEngines, catalogue, type EngineName } from './catalogue.ts';
import { chooseEngine, rivals } from './choose.ts';
import { type Finding, type Knowledge, NOTHING_KNOWN, type Refusal } from './findings.ts';
import { isSoftware } from './webgl-context.ts';

const right = (milliseconds: number): Finding => ({ outcome: 'right', milliseconds });
const refused = (why: Refusal): Finding => ({ outcome: 'refused', why });
const wrong: Finding = { outcome: 'wrong' };
const known = (
  findings: Partial<Record<EngineName, Finding>>,
  refusals: Partial<Record<EngineName, Refusal>> = {},
): Knowledge => ({ findings, refusals });
const auto = (knowledge: Knowledge) => chooseEngine('auto', knowledge, normalizations);

/** The processor's engine that is measured, whichever the catalogue names first. */
const processor = automaticEngines('processor')[0]!;

/** The same of each of the processor's engines. */
function ofAllOnProcessor<T>(what: T): Partial<Record<EngineName, T>> {
  return Object.fromEntries(automaticEngines('processor').map((name) => [name, what]));
}

/** Makes the plain CPU's the first of the processor's engines, as one may be added to the catalogue. */
function addProcessorEngine(trains = () => true) {
  for (const name of automaticEngines('processor'))
    vi.spyOn(catalogue[name], 'isSupported').mockReturnValue(false);
  vi.spyOn(catalogue.cpu, 'trains').mockImplementation(trains);
  Object.assign(catalogue.cpu, { automatic: true });
}

afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(catalogue.cpu, { automatic: false });
});

describe('unasked, the engine', () => {
  test('is the processor’s before anything is measured, and says that it is not all', () => {
    expect(auto(NOTHING_KNOWN)).toEqual({ engine: processor, reason: 'measuring' });
    expect(auto(known({ [processor]: right(80) }))).toEqual({ engine: processor, reason: 'measuring' });
  });

  test.each([
    [6, 80, 'webgl'],
    [1200, 80, processor],
  ] as const)('is the fastest: WebGL %i ms, the processor %i ms', (webgl, other, engine) => {
    expect(auto(known({ webgl: right(webgl), [processor]: right(other) }))).toEqual({
      engine,
      reason: 'fastest',
    });
  });

  test('is not one that was given up for being slow, even where the other was never timed', () => {
    expect(auto(known({ webgl: { outcome: 'slow', milliseconds: 900 }, [processor]: right(80) }))).toEqual({
      engine: processor,
      reason: 'fastest',
    });
    expect(auto(known({ webgl: { outcome: 'slow', milliseconds: 1 } })).engine).toBe(processor);
  });

  test('is not one that computes wrongly, and says so', () => {
    expect(auto(known({ webgl: wrong, [processor]: right(80) }))).toEqual({
      engine: processor,
      reason: 'wrong',
    });
  });

  test.each(['no-webgl', 'no-float32', 'webgl-failed', 'kernels-failed', 'late'] as const)(
    'is the processor’s where WebGL cannot train, and says why: %s',
    (why) => {
      expect(auto(known({ webgl: refused(why), [processor]: right(80) }))).toEqual({
        engine: processor,
        reason: why,
      });
    },
  );

  test('is not one that did not start when a run was to be trained, however fast it was before', () => {
    const knowledge = known({ webgl: right(6), [processor]: right(80) }, { webgl: 'kernels-failed' });
    expect(auto(knowledge)).toEqual({ engine: processor, reason: 'kernels-failed' });
  });

  test('trains on, though nothing is right', () => {
    expect(catalogue).toHaveProperty(auto(known({ webgl: wrong, [processor]: wrong })).engine);
    expect(auto(known({ webgl: right(6), ...ofAllOnProcessor(wrong) }))).toEqual({
      engine: 'webgl',
      reason: 'fastest',
    });
  });

  test('is the next fastest that trains all that is wanted, where the fastest does not', () => {
    const unknown = { kind: 'not drawn yet' } as unknown as Normalization;
    const engine = automaticEngines('processor').find((name) => catalogue[name].trains(unknown));
    const knowledge = known({ webgl: right(6), ...ofAllOnProcessor(right(80)) });
    expect(chooseEngine('auto', knowledge, [...normalizations, unknown])).toEqual({
      engine,
      reason: 'normalization',
    });
  });
});

describe('the engines to be compared', () => {
  test('are one of the processor, first, and one of the graphics card', () => {
    expect(rivals(NOTHING_KNOWN)).toEqual([processor, 'webgl']);
    expect(rivals(known({ webgl: wrong }))).toEqual([processor]);
    expect(rivals(known({}, ofAllOnProcessor<Refusal>('not-started')))).toEqual(['webgl']);
  });

  test('are those that the catalogue names as automatic, where the browser has what they need', () => {
    addProcessorEngine();
    expect(automaticEngines('processor')).toEqual(['cpu']);
    expect(rivals(NOTHING_KNOWN)).toEqual(['cpu', 'webgl']);
    expect(auto(known({ cpu: right(40), webgl: right(60) }))).toEqual({ engine: 'cpu', reason: 'fastest' });
  });

  test('do not have to train everything: tfjs’s operations do', () => {
    addProcessorEngine(() => false);
    expect(auto(known({ cpu: right(40), webgl: refused('no-webgl') }))).toEqual({
      engine: 'wasm',
      reason: 'normalization',
    });
  });
});

describe('a visitor who names an engine', () => {
  test.each(['webgl-ops', 'wasm', 'cpu', 'webgl'] as const)('gets it, however slow it is: %s', (wish) => {
    const knowledge = known({ webgl: right(900), wasm: right(80) });
    expect(chooseEngine(wish, knowledge, normalizations)).toEqual({ engine: wish, reason: 'chosen' });
  });

  test('gets it though it computes wrongly, and is told', () => {
    const decision = chooseEngine('webgl', known({ webgl: wrong }), normalizations);
    expect(decision).toEqual({ engine: 'webgl', reason: 'chosen-wrong' });
  });

  test('may try one that a measurement could not start', () => {
    const decision = chooseEngine('webgl', known({ webgl: refused('late') }), normalizations);
    expect(decision).toEqual({ engine: 'webgl', reason: 'chosen' });
  });

  test.each([
    ['webgl', { webgl: 'no-webgl' }, processor, 'no-webgl'],
    ['webgl-ops', { 'webgl-ops': 'no-float32' }, processor, 'no-float32'],
    ['webgl', { webgl: 'kernels-failed' }, 'webgl-ops', 'kernels-failed'],
    ['webgl', { webgl: 'kernels-failed', 'webgl-ops': 'kernels-failed' }, processor, 'kernels-failed'],
  ] as const)('gets another where it does not start: %s, %o', (wish, refusals, engine, reason) => {
    expect(chooseEngine(wish, known({}, refusals), normalizations)).toEqual({ engine, reason });
  });

  test('gets tfjs’s operations on the card where the draws cannot train what is wanted', () => {
    const wanted = [...normalizations, { kind: 'not drawn yet' } as unknown as Normalization];
    expect(chooseEngine('webgl', NOTHING_KNOWN, wanted)).toEqual({
      engine: 'webgl-ops',
      reason: 'normalization',
    });
  });
});

test.each([
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
  ['llvmpipe (LLVM 15.0.7, 256 bits)', true],
  ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true],
  ['Apple GPU', false],
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)', false],
  ['Adreno (TM) 640', false],
])('%s: drawn by software is %s', (renderer, expected) => {
  expect(isSoftware(renderer)).toBe(expected);
});
