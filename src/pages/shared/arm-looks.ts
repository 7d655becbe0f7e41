/** How arms look, everywhere: a letter, a colour and a dash. */
import { type ArmLetter, armLetters } from '../../domain/comparison.ts';
import type { ArmName } from '../../domain/experiments.ts';

export interface Look {
  name: string;
  colour: string;
  /** Dash pattern, in SVG's form; a solid line without. */
  dash?: string;
}

/** Colours that colour-blind eyes tell apart, and dashes that tell them apart without colour. */
const lines: Record<ArmLetter, Omit<Look, 'name'>> = {
  A: { colour: 'var(--run-a)', dash: '7 4' },
  B: { colour: 'var(--run-b)' },
  C: { colour: 'var(--run-c)', dash: '2 3' },
  D: { colour: 'var(--run-d)', dash: '10 3 2 3' },
};

/** Of a comparison's arms, A first. */
export const armLooks: readonly Look[] = armLetters.map((name) => ({ name, ...lines[name] }));

/** Dashes that tell seeds of one colour apart. */
const SEED_DASHES = [undefined, '7 4', '2 3', '10 3 2 3', '4 2'];

export function seedDash(index: number): { dash?: string } {
  const dash = SEED_DASHES[index % SEED_DASHES.length];
  return dash ? { dash } : {};
}

/** Of the networks that experiments compare: without BN as A, with BN as B, as on the page that opens first. */
export const networkLooks: Record<ArmName, Look> = { none: armLooks[0]!, batch: armLooks[1]! };
