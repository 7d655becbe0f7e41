/** What multiplying the weights in the middle of a run has done, in sentences; and where it could not do anything. */
import { isStuckAt } from '../../domain/claims/seen.ts';
import type { ScalingEffect } from '../../domain/kernel-scaling.ts';
import { type ArmValue, fill, listed, type Sentence } from '../../text/sentence.ts';
import { countText, measureText } from '../../ui/format.ts';
import type { Asked } from './answers.ts';
import { lookAt, type ShownArm } from './shown.ts';
import { numberText } from './written.ts';

type Question = Pick<Asked, 'arms' | 'text'>;

/** One line each time. */
export function scalingAnswers({ arms, text }: Question): Sentence[] {
  const steps = [...new Set(arms.flatMap(({ shown }) => shown.scalings.map(({ step }) => step)))];
  return steps
    .sort((a, b) => a - b)
    .flatMap((step) => {
      const effects = arms.map(({ shown }) => shown.scalings.find((effect) => effect.step === step));
      const one = effects.find((effect) => effect !== undefined)!;
      const values = (value: (effect: ScalingEffect) => string) =>
        listed(
          effects.flatMap((effect, i): ArmValue[] =>
            effect ? [{ arm: i, text: `${arms[i]!.name} ${value(effect)}` }] : [],
          ),
          text.inside.between,
        );
      const said = fill(text.inside.scale.effect, {
        step: countText(step),
        factor: measureText(one.factor),
        images: countText(one.images),
        same: values(({ same }) => countText(same)),
        losses: values(({ lossBefore, lossAfter }) => `${numberText(lossBefore)} → ${numberText(lossAfter)}`),
      });
      const still = arms.flatMap((arm, i): ArmValue[] =>
        effects[i] && couldNotShow(arm, effects[i]) ? [{ arm: i, text: arm.name }] : [],
      );
      return still.length > 0
        ? [said, fill(text.inside.scale.stuck, { arms: listed(still, text.inside.between) })]
        : [said];
    });
}

/** A loss that differs by less of itself has stayed. */
const SAME_LOSS = 0.01;
/** A softmax as sure as this, of a loss that is so far from its least, is sure of what is wrong. */
const SURE = 0.99;
const FAR = 0.5;

/**
 * Whether a network without a normalization had been stuck: it answers alike whatever its weights, which looks as if
 * their scale did not count.
 */
function couldNotShow(
  { normalization, shown }: ShownArm,
  { step, same, images, lossBefore, lossAfter }: ScalingEffect,
): boolean {
  const look = lookAt(shown.looks, step);
  if (normalization.kind !== 'none' || same < images || !look) return false;
  if (lossBefore === null || lossAfter === null) return false;
  if (Math.abs(lossAfter - lossBefore) > SAME_LOSS * Math.abs(lossBefore)) return false;
  const isSurelyWrong = (look.saturation ?? 0) > SURE && lossBefore - shown.lossFloor > FAR;
  return isSurelyWrong || isStuckAt(look, shown.lossFloor);
}
