import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparisonRuns } from './comparison.ts';
import { type Next, nextOf, type RunNow, statementOf } from './now.ts';
import { presetComparison } from './presets.ts';
import type { Verdict } from './verdict.ts';

const [bare, normalised] = comparisonRuns(presetComparison('article')) as [
  RunNow['config'],
  RunNow['config'],
];

function run(
  config: RunNow['config'],
  accuracy: number | undefined,
  verdict: Verdict = { kind: 'learning', step: 300 },
  more: Partial<RunNow> & { milestoneSteps?: (number | undefined)[] } = {},
): RunNow {
  const { milestoneSteps = [undefined, undefined, undefined], ...rest } = more;
  return {
    config,
    summary: {
      step: accuracy === undefined ? 0 : 300,
      verdict,
      milestoneSteps,
      ...(accuracy !== undefined && { accuracy: { step: 300, value: accuracy, count: 1000 } }),
    },
    ended: false,
    ...rest,
  };
}

describe('the statement', () => {
  test('before anything is trained says so', () => {
    expect(statementOf([run(bare, undefined), run(normalised, undefined)])).toEqual({ kind: 'waiting' });
  });

  test('blames the saturated softmax only where there are two and the first is certain', () => {
    const collapsed: Verdict = { kind: 'collapsed', class: 1, step: 104 };
    const b = run(normalised, 0.95);
    expect(statementOf([run(bare, 0.11, collapsed, { saturation: 0.999 }), b])).toEqual({
      kind: 'collapsed',
      run: 0,
      digit: 1,
      step: 104,
      saturation: 0.999,
    });
    const sound = { ...bare, loss: 'softmax-cross-entropy' as const };
    expect(statementOf([run(sound, 0.11, collapsed, { saturation: 0.999 }), b])).not.toHaveProperty(
      'saturation',
    );
    expect(statementOf([run(bare, 0.11, collapsed, { saturation: 0.4 }), b])).not.toHaveProperty(
      'saturation',
    );
  });

  test('tells the worst first', () => {
    const plateau = run(bare, 0.87, { kind: 'plateau', step: 200 });
    const nan = run(normalised, 0.1, { kind: 'nan', step: 7 });
    expect(statementOf([plateau, nan])).toMatchObject({ kind: 'nan', run: 1, step: 7 });
    expect(statementOf([plateau, run(normalised, 0.95)])).toMatchObject({ kind: 'plateau', accuracy: 0.87 });
  });

  test('calls what chance may have parted alike', () => {
    expect(statementOf([run(bare, 0.951), run(normalised, 0.954)])).toMatchObject({ kind: 'alike' });
    const ahead = statementOf([run(bare, 0.9), run(normalised, 0.95)]);
    expect(ahead).toMatchObject({ kind: 'ahead', run: 1, other: 0 });
  });

  test('says at the end who reached what the other did not', () => {
    const ended = { ended: true };
    expect(
      statementOf([
        run(bare, 0.93, undefined, { ...ended, milestoneSteps: [250, undefined, undefined] }),
        run(normalised, 0.97, undefined, { ...ended, milestoneSteps: [100, 200, undefined] }),
      ]),
    ).toEqual({ kind: 'reached', run: 1, other: 0, milestone: 0.95, step: 200 });
    expect(
      statementOf([run(bare, 0.983, undefined, ended), run(normalised, 0.981, undefined, ended)]),
    ).toEqual({
      kind: 'endedAlike',
      accuracy: 0.981,
    });
  });
});

describe('what to try next', () => {
  const statement = { kind: 'collapsed', run: 0, digit: 1, step: 100 } as const;
  const runs = [run(bare, 0.1), run(normalised, 0.95)];

  test('is the correct loss where the article’s has failed, and never what was just done', () => {
    const tried = new Set<Next>();
    const offered: Next[] = [];
    for (let i = 0; i < 4; i++) {
      const next = nextOf(runs, statement, tried)!;
      offered.push(next);
      tried.add(next);
    }
    expect(offered).toEqual(['correct-loss', 'other-rate', 'best-rates', 'another-seed']);
    expect(nextOf(runs, statement, tried)).toBe('another-seed');
  });

  test('is not said while the runs still go somewhere', () => {
    expect(nextOf(runs, { kind: 'beginning' }, new Set())).toBeUndefined();
  });
});

test('whatever runs come to, there is one statement, of runs that are there', () => {
  const verdicts = fc.oneof(
    fc.constant<Verdict>({ kind: 'waiting' }),
    fc.nat(2000).map((step): Verdict => ({ kind: 'learning', step })),
    fc.nat(2000).map((step): Verdict => ({ kind: 'plateau', step })),
    fc.nat(2000).map((step): Verdict => ({ kind: 'nan', step })),
    fc.nat(2000).map((step): Verdict => ({ kind: 'collapsed', class: step % 10, step })),
    fc
      .tuple(fc.nat(2000), fc.double({ min: 0, max: 1 }))
      .map(([step, from]): Verdict => ({ kind: 'fallen', step, from })),
  );
  const anyRun = fc
    .tuple(
      verdicts,
      fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
      fc.boolean(),
      fc.double(),
    )
    .map(([verdict, accuracy, ended, saturation]) => run(bare, accuracy, verdict, { ended, saturation }));
  fc.assert(
    fc.property(fc.array(anyRun, { minLength: 2, maxLength: 4 }), (runs) => {
      const statement = statementOf(runs);
      for (const place of ['run', 'other'] as const)
        if (place in statement)
          expect(runs[(statement as { run: number; other: number })[place]]).toBeDefined();
      nextOf(runs, statement, new Set());
    }),
  );
});
