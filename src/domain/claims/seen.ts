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
  /** A text that networks share which differ in nothing but their normalization, and in their seeds. */
  setting: string;
  seeds: readonly Seen[];
}

type Kind = Normalization['kind'];

/**
 * The same seeds of two networks, side by side, with their looks after the same steps. Where there are no two that differ in
 * nothing else, what is missing.
 */
export function pairsOf(
  arms: readonly SeenArm[],
  first: Kind,
  second: Kind,
): [Seen, Seen][] | 'no-network' | 'other-settings' {
  const of = (kind: Kind) => arms.filter(({ normalization }) => normalization.kind === kind);
  if (of(first).length === 0 || of(second).length === 0) return 'no-network';
  for (const a of of(first)) {
    const b = of(second).find(({ setting }) => setting === a.setting);
    if (!b) continue;
    return a.seeds.flatMap((seen): [Seen, Seen][] => {
      const other = b.seeds.find(({ seed }) => seed === seen.seed);
      return other ? [together(seen, other)] : [];
    });
  }
  return 'other-settings';
}

/** Two runs with nothing but the looks after steps at which both were looked into. */
function together(a: Seen, b: Seen): [Seen, Seen] {
  const common = (one: Seen, other: Seen): Seen => {
    const steps = new Set(other.looks.map(({ step }) => step));
    return { ...one, looks: one.looks.filter(({ step }) => steps.has(step)) };
  };
  return [common(a, b), common(b, a)];
}

/** A network whose whole gradient is shorter than this learns no more: nothing that is measured there says anything. */
const ALIVE = 1e-6;

function isAlive({ gradientNorm }: Look): boolean {
  return gradientNorm !== null && gradientNorm > ALIVE;
}

/** A network that is this near to the lowest loss has nothing left to learn: its gradient may well be 0. */
const LEARNED = 0.1;

/** Whether no gradient comes back although there is something left to learn. */
export function isStuckAt(look: Look, lossFloor: number): boolean {
  return !isAlive(look) && (look.loss === null || look.loss - lossFloor > LEARNED);
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
