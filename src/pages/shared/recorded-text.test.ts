import { expect, test } from 'vitest';
import { presetRun } from '../../domain/presets.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import { texts } from '../../text/text.ts';
import { recordedText } from './recorded-text.ts';

function run(date: string, engine: RecordedRun['engine'] = 'wasm'): RecordedRun {
  return {
    config: presetRun('article'),
    verdict: { kind: 'learning', step: 1000 },
    testAccuracy: 0.98,
    testImages: 10_000,
    finalLoss: 1.5,
    millisecondsPerStep: 100,
    series: {},
    engine,
    recorded: { date, browser: 'Chromium 156', cores: 2, commit: 'abc' },
  };
}

test('runs of one recording are said to be of one day and one engine', () => {
  expect(recordedText([run('2026-11-23'), run('2026-11-23')], texts.en)).toBe(
    'Recorded on 2026-11-23 with WebAssembly (TensorFlow.js) in Chromium 156 on 2 processor cores.',
  );
});

test('of runs that were recorded at different times every day and every engine is named', () => {
  const runs = [run('2026-11-25', 'webgl'), run('2026-11-23')];
  expect(recordedText(runs, texts.en)).toBe(
    'Recorded on 2026-11-23 and 2026-11-25 with WebAssembly (TensorFlow.js) and WebGL in Chromium 156 on 2 processor cores.',
  );
  expect(recordedText(runs, texts.ja)).toBe(
    '2026-11-23、2026-11-25 の記録(WebAssembly(TensorFlow.js)、WebGL、Chromium 156、CPU 2 コア)。',
  );
});
