/** Whatever runs do, there is something to say of them, and it is made of words and numbers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Arm, type Comparison, comparisonRuns } from '../../domain/comparison.ts';
import { losses } from '../../domain/config.ts';
import { normalizations } from '../../domain/normalization.ts';
import { milestoneKey } from '../../domain/now/milestone.ts';
import { standingOf } from '../../domain/now/standing.ts';
import { statementOf } from '../../domain/now/statement.ts';
import { articleWith } from '../../domain/now/testing.ts';
import { tryNext, withTry } from '../../domain/now/try-next.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { nowTexts as texts } from '../../text/now.ts';
import { armNames } from './arm-names.ts';
import { nowText, tryText } from './now-text.ts';

const anyNumber = fc.oneof(
  fc.double({ min: -1e3, max: 1e3 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0),
);
/** What one stretch of a run between two looks does, and what the look at its end sees. */
const stretch = fc.record({
  loss: fc.oneof({ weight: 9, arbitrary: fc.double({ min: 0, max: 3, noNaN: true }) }, anyNumber),
  saturation: fc.oneof(fc.constantFrom(1, 0.5), anyNumber),
  accuracy: fc.double({ min: 0, max: 1, noNaN: true }),
  stuck: fc.option(fc.nat(9), { freq: 3 }),
  whole: fc.boolean(),
  finite: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
});
type Stretch = typeof stretch extends fc.Arbitrary<infer T> ? T : never;

const learningRate = fc.constantFrom(
  1e-3,
  1e-4,
  { first: 1e-4, changes: [{ fromStep: 20, value: 1e-2 }] },
  {
    first: 1e-2,
    changes: [
      { fromStep: 15, value: 1e-3 },
      { fromStep: 18, value: 1e-1 },
    ],
  },
);
const arm: fc.Arbitrary<Arm> = fc.record(
  {
    normalization: fc.constantFrom(...normalizations),
    loss: fc.constantFrom(...losses),
    learningRate,
  },
  { requiredKeys: [] },
);
const comparison: fc.Arbitrary<Comparison> = fc
  .tuple(fc.constantFrom(...losses), learningRate, fc.array(arm, { minLength: 2, maxLength: 4 }))
  .map(([loss, learningRate, arms]) => ({
    ...articleWith({ loss, learningRate, evaluationInterval: 10, steps: 60 }),
    arms,
  }));

const run = fc.record({
  stretches: fc.array(stretch, { maxLength: 6 }),
  broken: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
});

function fill(record: RunRecord, stretches: readonly Stretch[]): void {
  stretches.forEach(({ loss, saturation, accuracy, stuck, whole, finite }, i) => {
    const last = i * record.config.evaluationInterval;
    for (let step = Math.max(1, last - 9); step <= last; step++)
      record.addStep({ step, loss, saturation, correct: 5, count: 50, milliseconds: 1 });
    const count = whole && i === stretches.length - 1 ? 10_000 : 1_000;
    const predictions = Array.from({ length: 10 }, (_, k) =>
      stuck === null ? count / 10 : k === stuck ? count : 0,
    );
    record.addEvaluation({ step: last, count, correct: Math.round(accuracy * count), predictions, finite });
  });
}

/** Words of programs, not of people; NaN is one of the lab's words, but no quantity. */
const SLIPS =
  /undefined|null|\[object|Infinity|∞|=>|NaN ?(%|ポイント|points?)|(step|at|to|from|ステップ) NaN|\(\)|\.\.|。。|{|}/;

test('of any runs of any comparison', () => {
  fc.assert(
    fc.property(
      comparison,
      fc.array(run, { minLength: 4, maxLength: 4 }),
      fc.constantFrom('idle' as const, 'running' as const, 'finished' as const),
      (comparison, courses, phase) => {
        const configs = comparisonRuns(comparison);
        const standings = configs.map((config, i) => {
          const record = new RunRecord(config);
          fill(record, courses[i]!.stretches);
          return standingOf(record, courses[i]!.broken);
        });
        const statement = statementOf(standings, phase);
        expect(milestoneKey(statement)).toBe(milestoneKey(statementOf(standings, phase)));
        const next = tryNext(statement, { comparison });
        if (statement.kind === 'ended') expect(next).toBeDefined();
        if (next) expect(comparisonRuns(withTry(comparison, next))).not.toEqual(configs);
        for (const text of Object.values(texts)) {
          const sentences = [nowText(statement, armNames(configs, text), text)];
          if (next) sentences.push(tryText(next, text));
          for (const sentence of sentences) {
            expect(sentence).not.toBe('');
            expect(sentence).not.toMatch(SLIPS);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});
