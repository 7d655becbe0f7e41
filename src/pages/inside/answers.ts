/**
 * The answer to each question from the looks that are shown: a sentence about two networks, a table about more. Pure:
 * nothing is said that was not measured.
 */
import { CLOSE } from '../../domain/claims/claims.ts';
import { overBoth, turnabout } from '../../domain/claims/measures.ts';
import { pairsOf } from '../../domain/claims/seen.ts';
import type { Look } from '../../domain/look.ts';
import type { NormalisedLayer } from '../../domain/network.ts';
import type { InsideText } from '../../text/inside.ts';
import { type ArmValue, fill, listed, type Sentence } from '../../text/sentence.ts';
import { countText, measureText } from '../../ui/format.ts';
import { lookAheadAt, lookAt, type ShownArm } from './shown.ts';
import { numberText, shareText } from './written.ts';

/** What an answer is made of: networks, the step that is chosen, and the words. */
export interface Asked {
  arms: readonly ShownArm[];
  /** Undefined: the newest. */
  step: number | undefined;
  text: InsideText;
}

export interface AnswerTable {
  caption: string;
  columns: readonly string[];
  rows: readonly { arm: number; name: string; cells: readonly string[] }[];
}

/** What is said of one network, from the look that is shown; undefined where there is none. */
type Said = (arm: ShownArm) => string | undefined;

/** A sentence whose {names} are values of all networks; as a table, each of them a column. */
export interface Answer {
  /** How the sentence begins: the step that its values belong to. */
  when: string;
  template: string;
  values: Readonly<Record<string, Said>>;
  /** What else the sentence has: no columns of their own. */
  named?: Readonly<Record<string, string>>;
  caption: string;
  /** By name, one for each value. */
  columns: Readonly<Record<string, string>>;
}

export function sentenceOf(answer: Answer, { arms, text }: Asked): Sentence {
  const { template, when, named, values } = answer;
  const listedValues = Object.entries(values).map(([name, say]) => {
    const said = arms.flatMap((arm, i): ArmValue[] => {
      const value = say(arm);
      return value === undefined ? [] : [{ arm: i, text: `${arm.name} ${value}` }];
    });
    return [name, listed(said, text.inside.between)] as const;
  });
  return fill(template, { when, ...named, ...Object.fromEntries(listedValues) });
}

export function tableOf({ when, caption, columns, values }: Answer, { arms }: Asked): AnswerTable {
  const says = Object.entries(values);
  return {
    caption: caption.replace('{when}', when),
    columns: says.map(([name]) => columns[name] ?? name),
    rows: arms.flatMap((arm, i) => {
      const cells = says.map(([, say]) => say(arm));
      return cells.every((cell) => cell === undefined)
        ? []
        : [{ arm: i, name: arm.name, cells: cells.map((cell) => cell ?? '–') }];
    }),
  };
}

const from =
  (asked: Asked, value: (look: Look, arm: ShownArm) => string): Said =>
  (arm) => {
    const look = lookAt(arm.shown.looks, asked.step);
    return look && value(look, arm);
  };

const fromAhead =
  (asked: Asked, value: (look: Look, arm: ShownArm) => string): Said =>
  (arm) => {
    const look = lookAheadAt(arm.shown.looks, asked.step);
    return look && value(look, arm);
  };

/** The step of the look that is shown. */
function stepOf({ arms, step }: Asked): number {
  return Math.max(-1, ...arms.flatMap(({ shown }) => lookAt(shown.looks, step)?.step ?? []));
}

function whenOf(asked: Asked): string {
  return asked.text.inside.when.at(countText(Math.max(0, stepOf(asked))));
}

/** The same of looks ahead, which are fewer; undefined without any. */
function whenAhead(asked: Asked): string | undefined {
  const { arms, step, text } = asked;
  const steps = arms.flatMap(({ shown }) => lookAheadAt(shown.looks, step)?.step ?? []);
  if (steps.length === 0) return undefined;
  const found = Math.max(...steps);
  const words = text.inside.when;
  if (found === stepOf(asked)) return words.at(countText(found));
  return step === undefined ? words.newest(countText(found)) : words.nearest(countText(found));
}

export function computedAnswer(asked: Asked, layer: NormalisedLayer): Answer {
  const words = asked.text.inside.computed;
  return {
    when: whenOf(asked),
    template: words.answer,
    named: { place: words.places[layer] },
    values: {
      values: from(asked, ({ layers }) => {
        const { values, results } = layers[layer].sample;
        return `${numberText(values[0])} → ${numberText(results[0])}`;
      }),
    },
    caption: words.caption.replace('{place}', words.places[layer]),
    columns: words.columns,
  };
}

/** Of fc 1, which is the last to receive what all layers before it do. */
export function driftAnswer(asked: Asked, side: 'before' | 'after'): Answer {
  const words = asked.text.inside.drift;
  const range = ({ layers }: Look) => {
    const { percentiles } = layers.fc1[side];
    const [low, high] = [numberText(percentiles[1]), numberText(percentiles[3])];
    return words.range.replace('{low}', low).replace('{high}', high);
  };
  const first = countText(Math.max(0, ...asked.arms.flatMap(({ shown }) => shown.looks[0]?.step ?? [])));
  return {
    when: whenOf(asked),
    template: words.answers[side],
    named: { layer: asked.text.inside.layers.fc1, first },
    values: {
      values: from(asked, range),
      before: ({ shown }) => shown.looks[0] && range(shown.looks[0]),
    },
    caption: words.captions[side],
    columns: { values: words.columns.now, before: words.columns.first.replace('{first}', first) },
  };
}

/** Undefined without a look ahead: there is nothing to be said yet. */
export function stepsAnswer(asked: Asked): Answer | undefined {
  const words = asked.text.inside.steps;
  const when = whenAhead(asked);
  if (when === undefined) return undefined;
  return {
    when,
    template: words.answer,
    values: {
      values: fromAhead(asked, ({ loss, gradientNorm, ahead }) => {
        const there = ahead!.update[1]?.loss;
        // Adam's averages may go on moving the weights, and the loss with them.
        if (gradientNorm === 0 && there === loss) return words.flat;
        return words.change.replace('{from}', numberText(loss)).replace('{to}', numberText(there));
      }),
      far: fromAhead(asked, ({ ahead }) => numberText(ahead!.update.at(-1)?.loss)),
    },
    caption: words.caption,
    columns: words.columns,
  };
}

export function predictiveAnswer(asked: Asked): Answer | undefined {
  const { text, arms } = asked;
  const words = text.inside.predictive;
  const when = whenAhead(asked);
  if (when === undefined) return undefined;
  const factor = factorOf(arms);
  return {
    when,
    template: factor === undefined ? words.short : words.answer,
    ...(factor !== undefined && {
      named: { factor: measureText(factor), hardly: factor <= CLOSE ? words.hardly : '' },
    }),
    values: {
      values: fromAhead(asked, (look) => {
        const change = turnabout(look);
        return change === undefined ? text.inside.nothingChanges : shareText(change);
      }),
    },
    caption: words.caption,
    columns: words.columns,
  };
}

/** How much more a step changes the gradient of one of the two networks that claims compare. */
function factorOf(arms: readonly ShownArm[]): number | undefined {
  const pairs = pairsOf(
    arms.map((arm) => ({ ...arm, seeds: [arm.shown] })),
    'none',
    'batch',
  );
  const pair = typeof pairs === 'string' ? undefined : pairs[0];
  const means = pair && overBoth(pair, turnabout);
  return means && Math.max(means[0] / means[1], means[1] / means[0]);
}

export function flowAnswer(asked: Asked): Answer {
  const words = asked.text.inside.flow;
  return {
    when: whenOf(asked),
    template: words.answer,
    values: {
      values: from(asked, ({ gradientNorm }) => (gradientNorm === 0 ? words.zero : numberText(gradientNorm))),
      saturation: from(asked, ({ saturation }) => saturation?.toFixed(2) ?? 'NaN'),
      dead: from(asked, ({ layers }) => shareText(layers.fc1.deadUnits)),
    },
    caption: words.caption,
    columns: words.columns,
  };
}

export function scaleAnswer(asked: Asked): Answer {
  const words = asked.text.inside.scale;
  const first = countText(asked.arms[0]?.shown.looks[0]?.step ?? 0);
  return {
    when: whenOf(asked),
    template: words.answer,
    named: { first },
    values: {
      values: from(asked, ({ tensors }, { shown }) => {
        const start = shown.looks[0]?.tensors['fc1.kernel'].norm;
        const { norm } = tensors['fc1.kernel'];
        return start && norm !== null ? `× ${measureText(norm / start)}` : '–';
      }),
      turns: from(asked, ({ tensors }) => `${numberText(tensors['fc1.kernel'].turn)}°`),
    },
    caption: words.caption,
    columns: { ...words.columns, values: words.columns.values.replace('{first}', first) },
  };
}

/** Of fc 1, as its gradient is that of most weights. */
export function disturbanceAnswer(asked: Asked): Answer | undefined {
  const words = asked.text.inside.disturbance;
  const when = whenAhead(asked);
  if (when === undefined) return undefined;
  return {
    when,
    template: words.answer,
    values: {
      values: fromAhead(asked, ({ ahead, tensors }) => {
        const { gradientNorm } = tensors['fc1.kernel'];
        if (gradientNorm === 0) return asked.text.inside.nothingChanges;
        const { change } = ahead!.shift.fc1;
        return shareText(change !== null && gradientNorm ? change / gradientNorm : null);
      }),
    },
    caption: words.caption,
    columns: words.columns,
  };
}
