/** What claims are held against: networks that were looked into, each with one or several seeds. */
import type { ScalingEffect } from '../kernel-scaling.ts';
import type { Look } from '../look.ts';
import type { Normalization } from '../normalization.ts';

/** One run, as far as it was looked into. */
export interface Seen {
  seed: number;
  looks: readonly Look[];
  scalings: readonly ScalingEffect[];
  /** What its loss cannot go below. */
  lossFloor: number;
}

/** One network. */
export interface SeenArm {
  normalization: Normalization;
  seeds: readonly Seen[];
}

type Kind = Normalization['kind'];

/** The same seeds of two networks, side by side; undefined where there is no such network. */
export function pairsOf(arms: readonly SeenArm[], first: Kind, second: Kind): [Seen, Seen][] | undefined {
  const a = arms.find(({ normalization }) => normalization.kind === first);
  const b = arms.find(({ normalization }) => normalization.kind === second);
  if (!a || !b) return undefined;
  return a.seeds.flatMap((seen): [Seen, Seen][] => {
    const other = b.seeds.find(({ seed }) => seed === seen.seed);
    return other ? [[seen, other]] : [];
  });
}

/** A network whose whole gradient is shorter than this learns no more: nothing that is measured there says anything. */
const ALIVE = 1e-6;

export function isAlive({ gradientNorm }: Look): boolean {
  return gradientNorm !== null && gradientNorm > ALIVE;
}

/** Looks of two runs after the same steps, from both of which a gradient still comes back. */
export function aliveTogether(a: Seen, b: Seen): [Look, Look][] {
  return a.looks.flatMap((look): [Look, Look][] => {
    const other = b.looks.find(({ step }) => step === look.step);
    return other && isAlive(look) && isAlive(other) ? [[look, other]] : [];
  });
}

/** Mean of logarithms, taken back: that of ratios. Undefined without numbers above 0. */
export function geometricMean(values: readonly (number | null)[]): number | undefined {
  const positive = values.filter((value): value is number => value !== null && value > 0);
  if (positive.length === 0) return undefined;
  return Math.exp(positive.reduce((sum, value) => sum + Math.log(value), 0) / positive.length);
}
