import { describe, expect, test } from 'vitest';
import { automaticEngines } from '../engine/catalogue.ts';
import type { EngineReason } from '../engine/choose.ts';
import { type Finding, NOTHING_KNOWN, refusals } from '../engine/findings.ts';
import { texts } from '../text/text.ts';
import { engineText } from './engine-text.ts';

const processor = automaticEngines('processor')[0]!;
const right = (milliseconds: number): Finding => ({ outcome: 'right', milliseconds });
const measured = {
  ...NOTHING_KNOWN,
  findings: { webgl: right(6), [processor]: right(80) },
};
const engine = { engine: 'webgl', reason: 'fastest' as EngineReason, warmUp: 1200 } as const;
const told = {
  choice: 'auto',
  engine,
  nextEngine: undefined,
  measuring: undefined,
  knowledge: measured,
} as const;

describe('what is said of the engine', () => {
  test('is how fast those are that were compared', () => {
    expect(engineText(told, texts.en)).toBe('WebGL 6.0 ms, processor 80.0 ms a step. Ready after 1.20 s.');
    expect(engineText(told, texts.ja)).toBe('1 ステップあたり WebGL 6.0 ms、CPU 80.0 ms。準備 1.20 s。');
  });

  test('is a least time of one that was given up', () => {
    const knowledge = {
      ...measured,
      findings: { ...measured.findings, webgl: { outcome: 'slow', milliseconds: 1200 } as const },
    };
    expect(engineText({ ...told, knowledge }, texts.en)).toContain(
      'WebGL over 1.20 s, processor 80.0 ms a step.',
    );
  });

  test('is what the next run gets, where that is another', () => {
    const now = { ...engine, engine: processor, reason: 'measuring' as const };
    expect(engineText({ ...told, engine: now, nextEngine: 'webgl' }, texts.en)).toBe(
      'WebGL 6.0 ms, processor 80.0 ms a step. WebGL trains from the next run on.',
    );
  });

  test('is that a measurement is under way, or waits', () => {
    const now = { ...engine, engine: processor, reason: 'measuring' as const };
    const text = (waits: boolean) =>
      engineText({ ...told, engine: now, measuring: { engine: 'webgl', waits } }, texts.en);
    expect(text(false)).toBe('Measuring WebGL… Ready after 1.20 s.');
    expect(text(true)).toBe('WebGL is measured when nothing trains. Ready after 1.20 s.');
  });

  test('names whatever computes wrongly', () => {
    const now = { ...engine, engine: processor, reason: 'wrong' as const };
    const findings = { webgl: { outcome: 'wrong' }, [processor]: right(80) } as const;
    const name = texts.en.engine.names[processor];
    expect(engineText({ ...told, engine: now, knowledge: { ...NOTHING_KNOWN, findings } }, texts.en)).toBe(
      `WebGL computes wrongly on this device. ${name} trains instead. Ready after 1.20 s.`,
    );
    const others = { webgl: right(6), [processor]: { outcome: 'wrong' } } as const;
    expect(engineText({ ...told, knowledge: { ...NOTHING_KNOWN, findings: others } }, texts.en)).toBe(
      `WebGL 6.0 ms a step. ${name} computes wrongly on this device. Ready after 1.20 s.`,
    );
  });

  test.each([...refusals, 'normalization'] as const)(
    'has a sentence for %s, and says what trains instead',
    (reason) => {
      for (const text of Object.values(texts)) {
        const said = engineText({ ...told, engine: { ...engine, engine: 'wasm', reason } }, text);
        expect(said).toContain(text.engine.refusals[reason]);
        expect(said).toContain(text.engine.instead(text.engine.names.wasm));
      }
    },
  );

  test('is of an engine that was named no measurement, but whether it computes wrongly', () => {
    const named = (reason: EngineReason) =>
      engineText({ ...told, choice: 'webgl', engine: { ...engine, reason } }, texts.en);
    expect(named('chosen')).toBe('Chosen by you. Ready after 1.20 s.');
    expect(named('chosen-wrong')).toContain('though it computes wrongly');
  });
});
