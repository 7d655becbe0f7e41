/** What is kept of a sweep's chart: the words of its picture, and a row for each run. */
import { type ArmName, armNames } from '../../domain/experiments.ts';
import { firstRate } from '../../domain/learning-rate.ts';
import { usability } from '../../domain/statistics.ts';
import { sweepTexts } from '../../text/sweep.ts';
import { percent } from '../../ui/format.ts';
import type { PictureWords } from '../../ui/save/compose.ts';
import type { Table } from '../../ui/save/csv.ts';
import type { ShownRuns } from '../many/shown-runs.ts';
import { networkLooks } from '../shared/arm-looks.ts';
import { networkName } from '../shared/arm-names.ts';
import { wordsOfRuns } from '../shared/picture-words.ts';
import { markSigns } from './mark-signs.ts';
import type { SweepPoint } from './points.ts';
import { usabilityText } from './usability-text.ts';

/** What is shown of each network, rate by rate. */
export type SweptRuns = Readonly<Record<ArmName, readonly ShownRuns[]>>;

export function sweepWords(
  swept: SweptRuns,
  points: readonly (readonly SweepPoint[])[],
  threshold: number,
  of: Parameters<typeof wordsOfRuns>[1],
): PictureWords {
  const text = sweepTexts[of.language];
  const runs = armNames.flatMap((arm) => swept[arm].flatMap((shown) => shown.runs));
  return {
    title: text.sweep.chart,
    ...wordsOfRuns(runs, of),
    legend: [
      armNames.map((arm, i) => {
        const { colour, dash } = networkLooks[arm];
        const usable = usabilityText(usability(points[i]!, threshold), text);
        return {
          sign: { kind: 'line', colour, dash },
          name: networkName(arm, text),
          text: `${text.sweep.usable(percent(threshold, 0))}: ${usable}`,
        };
      }),
      markSigns(text).map(({ sign, label }) => ({ sign: { kind: 'mark', text: sign }, text: label })),
    ],
  };
}

/** The runs as they are, one a row. */
export function sweepTable(swept: SweptRuns): Table {
  const rows = armNames.flatMap((arm) =>
    swept[arm].flatMap(({ runs, source }) =>
      runs.map(({ config, verdict, testAccuracy, testImages, finalLoss, millisecondsPerStep, engine }) => [
        firstRate(config.learningRate),
        arm === 'none' ? 'without BN' : 'with BN',
        config.seed,
        config.steps,
        verdict.kind,
        verdict.kind === 'collapsed' ? verdict.class : null,
        testAccuracy,
        testImages,
        finalLoss,
        millisecondsPerStep,
        engine,
        source === 'here' ? 'measured here' : 'recorded',
      ]),
    ),
  );
  return [
    [
      'learning_rate',
      'network',
      'seed',
      'steps',
      'outcome',
      'only_answer',
      'test_accuracy',
      'test_images',
      'final_loss',
      'milliseconds_per_step',
      'engine',
      'source',
    ],
    ...rows,
  ];
}
