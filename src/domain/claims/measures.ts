/** What is measured of looks to hold claims against: one number for each run, or for a pair of runs over the same steps. */
import { kernelNames, type Look, laterLayers } from '../look.ts';
import { normalisedLayers } from '../network.ts';
import { aliveTogether, geometricMean, type Seen } from './seen.ts';

/** Places of the 15th, 50th and 85th percentile. */
const MIDDLE = [1, 2, 3] as const;

/**
 * How far what the relus receive has moved from where it was at first: mean over layers, looks and the three middle
 * percentiles of the change, in widths of the middle 70 % at first. Undefined with fewer than three looks, or without the first.
 */
export function driftOf({ looks }: Seen): number | undefined {
  const [first, ...later] = looks;
  if (first?.step !== 0 || later.length < 2) return undefined;
  const changes = later.flatMap((look) =>
    normalisedLayers.flatMap((layer) => {
      const start = first.layers[layer].after.percentiles;
      const now = look.layers[layer].after.percentiles;
      const width = start[3]! - start[1]!;
      return MIDDLE.map((i) => (now[i] === null ? Number.NaN : Math.abs(now[i]! - start[i]!) / width));
    }),
  );
  const known = changes.filter(Number.isFinite);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : undefined;
}

/** The highest loss from the next step on up to four of it, in losses here; undefined without a look ahead. */
export function riseOf({ loss, ahead }: Look): number | undefined {
  const losses = ahead?.update.slice(1).map((step) => step.loss ?? Number.POSITIVE_INFINITY);
  return losses && loss !== null && loss > 0 ? Math.max(...losses) / loss : undefined;
}

/** Length of the gradient's change by the coming step, in lengths of the gradient; undefined without a look ahead. */
export function turnabout({ gradientNorm, ahead }: Look): number | undefined {
  if (!ahead || !gradientNorm) return undefined;
  const change = ahead.update[1]!.gradientChange ?? Number.POSITIVE_INFINITY;
  return change / gradientNorm;
}

/** The largest effective smoothness up to four steps ahead; undefined without a look ahead. */
export function roughnessOf({ ahead }: Look): number | undefined {
  const values = ahead?.update.map((step) => step.effectiveSmoothness ?? Number.POSITIVE_INFINITY);
  return values && values.length > 0 ? Math.max(...values) : undefined;
}

/** How much a kernel's gradient changes by the step of earlier layers, in lengths of it: mean over layers. */
export function disturbanceOf({ ahead, tensors }: Look): number | undefined {
  if (!ahead) return undefined;
  return geometricMean(
    laterLayers.map((layer) => {
      const { change } = ahead.shift[layer];
      const { gradientNorm } = tensors[`${layer}.kernel`];
      return gradientNorm ? (change ?? Number.POSITIVE_INFINITY) / gradientNorm : null;
    }),
  );
}

/** A measure of single looks over those of two runs where both still learn: geometric means, for each of the two. */
export function overBoth(
  [a, b]: readonly [Seen, Seen],
  measure: (look: Look) => number | undefined,
): [number, number] | undefined {
  const both = aliveTogether(a, b).flatMap(([first, second]): [number, number][] => {
    const [x, y] = [measure(first), measure(second)];
    return x === undefined || y === undefined ? [] : [[x, y]];
  });
  const means = [geometricMean(both.map(([x]) => x)), geometricMean(both.map(([, y]) => y))] as const;
  return means[0] === undefined || means[1] === undefined ? undefined : [means[0], means[1]];
}

/** From here on a loss is late: a network has learned what is easy. */
const LATE = 25;
/** Looks at the end over which a loss is averaged: that of one batch says little. */
const LAST_LOOKS = 6;

/**
 * How far the loss is above what it cannot go below, mean of the last looks. Each was at a batch that training had not
 * reached yet, with its own statistics and without noise: what noise does to moving averages has no part in it.
 */
function lateLossOf({ looks, lossFloor }: Seen): number | undefined {
  const losses = looks
    .filter(({ step }) => step >= LATE)
    .slice(-LAST_LOOKS)
    .map(({ loss }) => loss)
    .filter((loss) => loss !== null);
  if (losses.length < 2) return undefined;
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length - lossFloor;
}

/** Late losses of two runs; undefined until the first of them has learned more than half of what there is to learn. */
export function lateLosses([a, b]: readonly [Seen, Seen]): [number, number] | undefined {
  const [first, second] = [lateLossOf(a), lateLossOf(b)];
  const start = a.looks[0]?.loss;
  if (first === undefined || second === undefined || start === null || start === undefined) return undefined;
  return first < (start - a.lossFloor) / 2 ? [first, second] : undefined;
}

/** Share of dead units over layers and looks, the first one left out: there nothing has happened. */
export function deadShareOf({ looks }: Seen): number | undefined {
  const shares = looks
    .slice(1)
    .flatMap(({ layers }) => normalisedLayers.map((layer) => layers[layer].deadUnits ?? Number.NaN))
    .filter(Number.isFinite);
  return shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : undefined;
}

/** The largest cosine, whatever its sign, between a hidden layer's kernel and its gradient in any look. */
export function alignmentOf({ looks }: Seen): number | undefined {
  const cosines = looks
    .flatMap(({ tensors }) => kernelNames.slice(0, -1).map((name) => tensors[name].cosine))
    .filter((cosine) => cosine !== null)
    .map(Math.abs);
  return cosines.length > 0 ? Math.max(...cosines) : undefined;
}
