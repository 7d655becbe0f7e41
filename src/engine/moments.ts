/**
 * Adam's moving averages in a snapshot. An engine may hold them divided by (1 − β), as sums in which what is old counts less;
 * and what it holds is what a snapshot has, since there and back would change their last bits.
 */
import { type Parameters, parameterNamesOf } from '../domain/network.ts';
import { BETA_1, BETA_2 } from '../domain/optimizer.ts';
import type { Snapshot } from './engine.ts';

type Moments = Pick<Snapshot, 'firstMoments' | 'secondMoments' | 'momentSums'>;

/** A snapshot with averages. */
export function withAverages<S extends Moments>(snapshot: S): S {
  if (!snapshot.momentSums) return snapshot;
  const { momentSums: _, ...rest } = snapshot;
  return {
    ...rest,
    firstMoments: times(snapshot.firstMoments, 1 - BETA_1),
    secondMoments: times(snapshot.secondMoments, 1 - BETA_2),
  } as S;
}

/** A snapshot with sums. */
export function withSums<S extends Moments>(snapshot: S): S {
  if (snapshot.momentSums) return snapshot;
  return {
    ...snapshot,
    momentSums: true,
    firstMoments: times(snapshot.firstMoments, 1 / (1 - BETA_1)),
    secondMoments: times(snapshot.secondMoments, 1 / (1 - BETA_2)),
  };
}

function times(tensors: Parameters, factor: number): Parameters {
  const scaled: Parameters = {};
  for (const name of parameterNamesOf(tensors)) scaled[name] = tensors[name]!.map((value) => value * factor);
  return scaled;
}
