/** The answer to each question in one line, from the looks that are shown. Pure: nothing is said that was not measured. */
import type { Finding } from '../../domain/claims/claims.ts';
import { overBoth, turnabout } from '../../domain/claims/measures.ts';
import { pairsOf } from '../../domain/claims/seen.ts';
import type { Look, StepAhead } from '../../domain/look.ts';
import type { NormalisedLayer } from '../../domain/network.ts';
import type { InsideText } from '../../text/inside.ts';
import { type ArmValue, fill, listed, type Sentence } from '../../text/sentence.ts';
import { countText, measureText, percent } from '../../ui/format.ts';
import { normalizationName } from '../shared/arm-names.ts';
import { lookAheadAt, lookAt, type ShownArm } from './shown.ts';

/** What an answer is made of: networks, the step that is shown, and the words. */
export interface Asked {
  arms: readonly ShownArm[];
  /** Undefined: the newest. */
  step: number | undefined;
  text: InsideText;
}

type Value = number | null | undefined;

const numberText = (value: Value) =>
  value === undefined ? '–' : value === null ? 'NaN' : measureText(value);
const shareText = (value: Value) => (value === undefined || value === null ? '–' : percent(value, 0));

/** "A 3, B 5", of what there is a look for. */
function ofArms(
  { arms, text }: Asked,
  look: (arm: ShownArm) => Look | undefined,
  value: (look: Look, arm: ShownArm) => string,
): Sentence {
  const values = arms.flatMap((arm, i): ArmValue[] => {
    const found = look(arm);
    return found ? [{ arm: i, text: `${arm.name} ${value(found, arm)}` }] : [];
  });
  return listed(values, text.inside.between);
}

/** The step of the newest look that is shown. */
function shownStep({ arms, step }: Asked, look: (looks: readonly Look[]) => Look | undefined): string {
  const steps = arms.flatMap(({ shown }) => look(shown.looks)?.step ?? []);
  return steps.length > 0 ? countText(Math.max(...steps)) : countText(step ?? 0);
}

export function computedAnswer(asked: Asked, layer: NormalisedLayer): Sentence {
  const { text, step } = asked;
  const values = ofArms(
    asked,
    ({ shown }) => lookAt(shown.looks, step),
    ({ layers }) => {
      const { mean, variance, values, results } = layers[layer].sample;
      const change = `${numberText(values[0])} → ${numberText(results[0])}`;
      return mean === null ? change : `μ = ${numberText(mean)}, σ² = ${numberText(variance)}, ${change}`;
    },
  );
  return fill(text.inside.computed.answer, { layer: text.inside.layers[layer], values });
}

/** Of fc 1, which is the last to receive what all layers before it do. */
export function driftAnswer(asked: Asked, side: 'before' | 'after'): Sentence {
  const { text, step } = asked;
  const words = text.inside.drift;
  const range = ({ layers }: Look) => {
    const { percentiles } = layers.fc1[side];
    const [low, high] = [numberText(percentiles[1]), numberText(percentiles[3])];
    return words.range.replace('{low}', low).replace('{high}', high);
  };
  const first = (looks: readonly Look[]) => looks[0];
  return fill(words.answers[side], {
    step: shownStep(asked, (looks) => lookAt(looks, step)),
    layer: text.inside.layers.fc1,
    values: ofArms(asked, ({ shown }) => lookAt(shown.looks, step), range),
    first: shownStep(asked, first),
    before: ofArms(asked, ({ shown }) => first(shown.looks), range),
  });
}

export function stepsAnswer(asked: Asked): Sentence {
  const { text, step, arms } = asked;
  const words = text.inside.steps;
  const at = (looks: readonly Look[]) => lookAheadAt(looks, step);
  if (!arms.some(({ shown }) => at(shown.looks))) return [words.none];
  const change = (one: (steps: StepAhead[]) => StepAhead | undefined) => (look: Look) => {
    const there = one(look.ahead!.update);
    // Adam's averages may go on moving the weights, and the loss with them.
    if (look.gradientNorm === 0 && there?.loss === look.loss) return words.flat;
    return words.change.replace('{from}', numberText(look.loss)).replace('{to}', numberText(there?.loss));
  };
  const far = (look: Look) => numberText(look.ahead!.update.at(-1)?.loss);
  return fill(words.answer, {
    step: shownStep(asked, at),
    values: ofArms(
      asked,
      ({ shown }) => at(shown.looks),
      change((steps) => steps[1]),
    ),
    far: ofArms(asked, ({ shown }) => at(shown.looks), far),
  });
}

/** Networks that differ by less are said to differ little: seldom is it more in a network of a few layers. */
const HARDLY = 2;

export function predictiveAnswer(asked: Asked): Sentence {
  const { text, step, arms } = asked;
  const words = text.inside.predictive;
  const at = (looks: readonly Look[]) => lookAheadAt(looks, step);
  if (!arms.some(({ shown }) => at(shown.looks))) return [text.inside.steps.none];
  const values = ofArms(
    asked,
    ({ shown }) => at(shown.looks),
    (look) => shareText(turnabout(look) ?? null),
  );
  const named = { step: shownStep(asked, at), values };
  const pairs = pairsOf(
    arms.map((arm) => ({ ...arm, seeds: [arm.shown] })),
    'none',
    'batch',
  );
  const pair = typeof pairs === 'string' ? undefined : pairs[0];
  const means = pair && overBoth(pair, turnabout);
  if (!means) return fill(words.short, named);
  const factor = Math.max(means[0] / means[1], means[1] / means[0]);
  return fill(words.answer, {
    ...named,
    factor: measureText(factor),
    hardly: factor < HARDLY ? words.hardly : '',
  });
}

export function flowAnswer(asked: Asked): Sentence {
  const { text, step } = asked;
  const words = text.inside.flow;
  const at = ({ shown }: ShownArm) => lookAt(shown.looks, step);
  return fill(words.answer, {
    step: shownStep(asked, (looks) => lookAt(looks, step)),
    values: ofArms(asked, at, ({ gradientNorm }) =>
      gradientNorm === 0 ? words.zero : numberText(gradientNorm),
    ),
    saturation: ofArms(asked, at, ({ saturation }) => saturation?.toFixed(2) ?? 'NaN'),
    dead: ofArms(asked, at, ({ layers }) => shareText(layers.fc1.deadUnits)),
  });
}

export function scaleAnswer(asked: Asked): Sentence {
  const { text, step } = asked;
  const words = text.inside.scale;
  const at = ({ shown }: ShownArm) => lookAt(shown.looks, step);
  const growth = ({ tensors }: Look, { shown }: ShownArm) => {
    const start = shown.looks[0]?.tensors['fc1.kernel'].norm;
    const { norm } = tensors['fc1.kernel'];
    return start && norm !== null ? `× ${measureText(norm / start)}` : '–';
  };
  return fill(words.answer, {
    first: shownStep(asked, (looks) => looks[0]),
    values: ofArms(asked, at, growth),
    turns: ofArms(asked, at, ({ tensors }) => `${numberText(tensors['fc1.kernel'].turn)}°`),
  });
}

/** What multiplying the weights has done, one line each time. */
export function scalingAnswers({ arms, text }: Asked): Sentence[] {
  const steps = [...new Set(arms.flatMap(({ shown }) => shown.scalings.map(({ step }) => step)))];
  return steps
    .sort((a, b) => a - b)
    .map((step) => {
      const effects = arms.map(({ shown }) => shown.scalings.find((effect) => effect.step === step));
      const one = effects.find((effect) => effect !== undefined)!;
      const values = (value: (effect: NonNullable<(typeof effects)[number]>) => string) =>
        listed(
          effects.flatMap((effect, i): ArmValue[] =>
            effect ? [{ arm: i, text: `${arms[i]!.name} ${value(effect)}` }] : [],
          ),
          text.inside.between,
        );
      return fill(text.inside.scale.effect, {
        step: countText(step),
        factor: measureText(one.factor),
        images: countText(one.images),
        same: values(({ same }) => countText(same)),
        losses: values(({ lossBefore, lossAfter }) => `${numberText(lossBefore)} → ${numberText(lossAfter)}`),
      });
    });
}

export function disturbanceAnswer(asked: Asked): Sentence {
  const { text, step, arms } = asked;
  const at = (looks: readonly Look[]) => lookAheadAt(looks, step);
  if (!arms.some(({ shown }) => at(shown.looks))) return [text.inside.steps.none];
  return fill(text.inside.disturbance.answer, {
    step: shownStep(asked, at),
    values: ofArms(
      asked,
      ({ shown }) => at(shown.looks),
      ({ ahead, tensors }) => {
        const { change } = ahead!.shift.fc1;
        const { gradientNorm } = tensors['fc1.kernel'];
        return change !== null && gradientNorm ? shareText(change / gradientNorm) : '–';
      },
    ),
  });
}

/** How a measured pair of a finding is written. */
const written: Record<Finding['claim'], (value: number) => string> = {
  drift: measureText,
  noise: measureText,
  steps: (value) => `× ${measureText(value)}`,
  predictive: (value) => percent(value, 0),
  stuck: measureText,
  alive: (value) => percent(value, 0),
  scale: measureText,
  disturbance: (value) => percent(value, 0),
};

/** Why a finding is what it is: what was measured, or what is missing. */
export function findingText(finding: Finding, { arms, text }: Pick<Asked, 'arms' | 'text'>): string {
  const { claim, doubt, measured, seeds, agree, disagree } = finding;
  const [first, second] =
    claim === 'noise' ? (['batch', 'noisy-batch'] as const) : (['none', 'batch'] as const);
  const nameOf = (kind: typeof first | typeof second) =>
    arms.find(({ normalization }) => normalization.kind === kind)?.name ?? kindName(kind, text);
  const found = measured
    ? text.inside.found
        .replace('{first}', nameOf(first))
        .replace('{without}', written[claim](measured.first))
        .replace('{second}', nameOf(second))
        .replace('{with}', written[claim](measured.second))
        .replace('{seeds}', text.inside.seeds(seeds))
    : '';
  if (!doubt) return found;
  const why = text.inside.doubts[doubt](
    kindName(first, text),
    kindName(second, text),
    agree,
    disagree,
    seeds,
  );
  return [why, found].filter((part) => part !== '').join(' ');
}

function kindName(kind: 'none' | 'batch' | 'noisy-batch', text: InsideText): string {
  if (kind === 'noisy-batch') return normalizationName({ kind, axes: 'per-feature-map', strength: 1 }, text);
  return kind === 'none' ? text.withoutBatchNorm : text.withBatchNorm;
}
