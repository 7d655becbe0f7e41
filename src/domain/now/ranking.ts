/** Which runs are ahead of which, and which are alike. */
import { rowsOf } from '../data-set.ts';
import { pointAt } from '../points.ts';
import { chanceAccuracy } from '../verdict.ts';
import type { Placed } from './standing.ts';

/**
 * Accuracies that differ by no more than this are alike, at however many images they were measured: one seed more moves
 * a run by as much.
 */
export const ALIKE = 0.005;
/** Standard errors of a difference that chance alone seldom makes. */
const SELDOM = 2;

/** The accuracies of some runs after one and the same step, measured at equally many images. */
export interface Look {
  step: number;
  images: number;
  /** In the order of the runs. */
  accuracies: readonly number[];
  /** What chance gives, with a margin. */
  chance: number;
}

/**
 * The looks, in order, that all of some runs have had. Looks before training say nothing. The last one counts only if all
 * have looked at equally many images, as the whole test set is easier than its first tenth.
 */
export function commonLooks(runs: readonly Placed[]): Look[] {
  const [first, ...others] = runs;
  if (!first) return [];
  const { accuracy, config } = first.standing;
  const { steps, values } = accuracy;
  const chance = chanceAccuracy(config.data);
  const looks: Look[] = [];
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    const there = others.map(({ standing }) => pointAt(standing.accuracy, step));
    if (step < 1 || there.some((point) => point?.step !== step)) continue;
    const images = new Set(runs.map((run) => imagesAt(run, step)));
    const accuracies = [values[i]!, ...there.map((point) => point!.value)];
    if (images.size === 1 && accuracies.every(Number.isFinite))
      looks.push({ step, images: [...images][0]!, accuracies, chance });
  }
  return looks;
}

function imagesAt({ standing: { last, config } }: Placed, step: number): number {
  return last?.step === step ? last.count : rowsOf(config.data).passing;
}

/** Whether any run is better than chance: of runs that are not, none is ahead. */
export function isAboveChance({ accuracies, chance }: Look): boolean {
  return Math.max(...accuracies) >= chance;
}

/** Runs are named by their arms. */
export type Ranking =
  | { kind: 'alike'; lowest: number; highest: number }
  /** All `leaders` are better than all `behind`, at least `by` so much. */
  | { kind: 'ahead'; leaders: readonly number[]; behind: readonly number[]; by: number };

/** Parts the runs of a look at the first gap, from the top, that is more than chance. */
export function rank(runs: readonly Placed[], look: Look): Ranking | undefined {
  const sorted = runs
    .map(({ arm }, i) => ({ arm, accuracy: look.accuracies[i]! }))
    .sort((a, b) => b.accuracy - a.accuracy || a.arm - b.arm);
  const best = sorted[0];
  const worst = sorted.at(-1);
  if (!best || !worst || sorted.length < 2) return undefined;
  const isApart = (high: number, low: number) => high - low > margin((high + low) / 2, look.images);
  if (!isApart(best.accuracy, worst.accuracy))
    return { kind: 'alike', lowest: worst.accuracy, highest: best.accuracy };
  const cut = sorted.findIndex(({ accuracy }, i) => i > 0 && isApart(sorted[i - 1]!.accuracy, accuracy));
  // Steps too small to be told from chance may add up to one that is not: then only its two ends are compared.
  if (cut < 0) return ahead([best], [worst]);
  return ahead(sorted.slice(0, cut), sorted.slice(cut));
}

type Ranked = { arm: number; accuracy: number };

function ahead(leaders: readonly Ranked[], behind: readonly Ranked[]): Ranking {
  const arms = (runs: readonly Ranked[]) => runs.map(({ arm }) => arm).sort((a, b) => a - b);
  return {
    kind: 'ahead',
    leaders: arms(leaders),
    behind: arms(behind),
    by: leaders.at(-1)!.accuracy - behind[0]!.accuracy,
  };
}

/**
 * What chance may make of two equal runs: two standard errors of a difference of shares, so 2 points of 1,000 images at
 * 95 %. (Both look at the same images, so it is rather less.) Sums like 0.98 − 0.975 are not exact.
 */
function margin(accuracy: number, images: number): number {
  return Math.max(ALIKE, SELDOM * Math.sqrt((2 * accuracy * (1 - accuracy)) / images)) + 1e-9;
}
