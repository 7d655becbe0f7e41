/** Why a finding is what it is: what was measured, of which quantity and whether less of it is better; or what is missing. */
import type { ClaimName, Finding } from '../../domain/claims/claims.ts';
import type { Normalization } from '../../domain/normalization.ts';
import type { InsideText } from '../../text/inside.ts';
import { fill, type Sentence } from '../../text/sentence.ts';
import { measureText } from '../../ui/format.ts';
import { normalizationName } from '../shared/arm-names.ts';
import type { Asked } from './answers.ts';
import { shareText, timesText } from './written.ts';

type Kind = Normalization['kind'];

/** How a measured pair of a finding is written. */
const written: Record<ClaimName, (value: number) => string> = {
  drift: measureText,
  noise: measureText,
  steps: timesText,
  predictive: shareText,
  stuck: measureText,
  alive: shareText,
  scale: measureText,
  disturbance: shareText,
};

/** Undefined where nothing could be measured. */
export function measuredText(
  { claim, measured, seeds }: Finding,
  { arms, text }: Pick<Asked, 'arms' | 'text'>,
): Sentence | undefined {
  if (!measured) return undefined;
  const value = (kind: Kind, number: number): Sentence => {
    const arm = arms.findIndex(({ normalization }) => normalization.kind === kind);
    const shown = written[claim](number);
    return arm < 0 ? [shown] : [{ arm, text: `${arms[arm]!.name} ${shown}` }];
  };
  const [first, second] = kindsOf(claim);
  return fill(text.inside.claims[claim].measured, {
    first: value(first, measured.first),
    second: value(second, measured.second),
    seeds: text.inside.seeds(seeds),
  });
}

/** Why it cannot be told; undefined where it can. */
export function doubtText(
  { claim, doubt, agree, disagree, seeds, wait = 0 }: Finding,
  text: InsideText,
): string | undefined {
  if (!doubt) return undefined;
  const [first, second] = kindsOf(claim).map((kind) => kindName(kind, text));
  return text.inside.doubts[doubt]({ first: first!, second: second!, agree, disagree, seeds, wait });
}

function kindsOf(claim: ClaimName) {
  return claim === 'noise' ? (['batch', 'noisy-batch'] as const) : (['none', 'batch'] as const);
}

function kindName(kind: 'none' | 'batch' | 'noisy-batch', text: InsideText): string {
  if (kind === 'noisy-batch') return normalizationName({ kind, axes: 'per-feature-map', strength: 1 }, text);
  return kind === 'none' ? text.withoutBatchNorm : text.withBatchNorm;
}
