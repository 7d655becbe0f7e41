/** The questions from drift to disturbance, each with its panels. What panels of a row share is computed once for all. */
import { memo, useMemo, useState } from 'react';
import { roughnessOf, turnabout } from '../../domain/claims/measures.ts';
import { BINS, binOf, edgeOf } from '../../domain/histogram.ts';
import { type KernelName, kernelNames, type Look, laterLayers, type TensorLook } from '../../domain/look.ts';
import { normalisedLayers } from '../../domain/network.ts';
import { Choice } from '../../ui/controls.tsx';
import { measureText, percent } from '../../ui/format.ts';
import { Panel, type PanelCurve } from '../../ui/panels/panel.tsx';
import { extentOf, type PanelScale } from '../../ui/panels/place.ts';
import { usePointedStep } from '../../ui/panels/pointer.ts';
import { Profile } from '../../ui/panels/profile.tsx';
import { Select } from '../../ui/select.tsx';
import {
  disturbanceAnswer,
  driftAnswer,
  flowAnswer,
  predictiveAnswer,
  scaleAnswer,
  scalingAnswers,
  stepsAnswer,
} from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { lookAheadAt, lookAt, type ShownArm } from './shown.ts';
import { useInsideText } from './use-text.ts';

type Measure = (look: Look, arm: ShownArm) => number | null | undefined;

/** A curve for each network; looks without a value are left out. */
function curvesOf(arms: readonly ShownArm[], measure: Measure): PanelCurve[] {
  return arms.map((arm) => ({
    name: arm.name,
    colour: arm.colour,
    ...(arm.dash !== undefined && { dash: arm.dash }),
    values: arm.shown.looks.flatMap((look) => {
      const value = measure(look, arm);
      return value === undefined ? [] : [{ step: look.step, value }];
    }),
  }));
}

/** What all curves and bands of a row reach over, which is what makes them comparable. */
function sharedExtent(panels: readonly (readonly PanelCurve[])[], scale: PanelScale) {
  return extentOf(
    panels
      .flat()
      .flatMap(({ values, range = [] }) => [
        ...values.map(({ value }) => value),
        ...range.flatMap(({ low, high }) => [low, high]),
      ]),
    scale,
  );
}

const share = (value: number) => percent(value, 0);

export const DriftRow = memo(function DriftRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.drift;
  const [side, setSide] = useState<'after' | 'before'>('after');
  const panels = useMemo(
    () =>
      normalisedLayers.map((layer) =>
        curvesOf(arms, ({ layers }) => layers[layer][side].percentiles[2]).map((curve, i) => ({
          ...curve,
          range: arms[i]!.shown.looks.map(({ step, layers }) => ({
            step,
            low: layers[layer][side].percentiles[1]!,
            high: layers[layer][side].percentiles[3]!,
          })),
        })),
      ),
    [arms, side],
  );
  const extent = useMemo(() => sharedExtent(panels, 'symlog'), [panels]);
  return (
    <Row
      id="drift"
      question={text.inside.questions.drift}
      answer={(asked) => driftAnswer(asked, side)}
      claims={['drift', 'noise']}
      choices={
        <Choice
          legend={words.side}
          hideLegend
          options={(['after', 'before'] as const).map((value) => ({ value, label: words.sides[value] }))}
          value={side}
          onChange={setSide}
        />
      }
    >
      {normalisedLayers.map((layer, i) => (
        <Panel
          key={layer}
          title={text.inside.layers[layer]}
          note={words.note}
          curves={panels[i]!}
          along={along}
          scale="symlog"
          extent={extent}
          format={measureText}
        />
      ))}
      {normalisedLayers.map((layer) => (
        <Histograms key={`${layer} spread`} layer={layer} />
      ))}
    </Row>
  );
});

/** Values that are written along a histogram. */
const MARKS = [-100, -10, -1, 0, 1, 10, 100];

function Histograms({ layer }: { layer: (typeof normalisedLayers)[number] }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const step = usePointedStep();
  const { from, to, most } = useMemo(() => binsOf(arms), [arms]);
  const curves = arms.map(({ name, colour, dash, shown }) => {
    const histogram = lookAt(shown.looks, step)?.layers[layer].histogram;
    const values = Array.from(
      { length: to - from },
      (_, i) => (histogram?.shares[from + i - histogram.from] ?? 0) / 1000,
    );
    return { name, colour, ...(dash !== undefined && { dash }), values, isFilled: true };
  });
  const labels = MARKS.filter((mark) => edgeOf(from) <= mark && mark <= edgeOf(to)).map((mark) => ({
    at:
      ((Math.asinh(mark) - Math.asinh(edgeOf(from))) / (Math.asinh(edgeOf(to)) - Math.asinh(edgeOf(from)))) *
      (to - from),
    text: measureText(mark),
  }));
  return (
    <Profile
      title={text.inside.layers[layer]}
      note={text.inside.drift.histogram}
      curves={curves}
      labels={labels}
      places={to - from}
      scale="linear"
      extent={[0, most]}
      format={share}
      isStepped
    />
  );
}

/** The bins that any histogram of the page has something in, −1 to 1 in any case; and the largest share in one. */
function binsOf(arms: readonly ShownArm[]): { from: number; to: number; most: number } {
  let [from, to, most] = [binOf(-1), binOf(1) + 1, 0];
  for (const { shown } of arms)
    for (const { layers } of shown.looks)
      for (const layer of normalisedLayers) {
        const { histogram } = layers[layer];
        if (histogram.shares.length === 0) continue;
        from = Math.min(from, histogram.from);
        to = Math.max(to, histogram.from + histogram.shares.length);
        most = Math.max(most, ...histogram.shares);
      }
  return { from: Math.max(0, from), to: Math.min(BINS, to), most: most / 1000 };
}

/** Steps ahead, as multiples of the coming one, with 0 for here. */
const FACTORS = ['½', '1', '2', '4'];

export const StepsRow = memo(function StepsRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.steps;
  const [way, setWay] = useState<'update' | 'gradient'>('update');
  const panels = useMemo(
    () =>
      arms.map((arm) =>
        curvesOf([arm], ({ loss, ahead }) => (ahead ? loss : undefined)).map((curve) => ({
          ...curve,
          range: arm.shown.looks.flatMap(({ step, ahead }) => {
            const losses = ahead?.[way].map(({ loss }) => loss);
            if (!losses) return [];
            // A loss that is no number has no band: one of the others would look harmless.
            const known = losses.filter((loss) => loss !== null);
            const isWhole = known.length === losses.length;
            return [
              { step, low: isWhole ? Math.min(...known) : null, high: isWhole ? Math.max(...known) : null },
            ];
          }),
        })),
      ),
    [arms, way],
  );
  const extent = useMemo(() => sharedExtent(panels, 'log'), [panels]);
  return (
    <Row
      id="steps"
      question={text.inside.questions.steps}
      answer={stepsAnswer}
      claims={['steps']}
      choices={
        <>
          <Choice
            legend={words.along}
            options={(['update', 'gradient'] as const).map((value) => ({ value, label: words.ways[value] }))}
            value={way}
            onChange={setWay}
          />
          <p className="hint">{way === 'update' ? words.note : words.gradientNote}</p>
        </>
      }
    >
      {arms.map(({ name, label }, i) => (
        <Panel
          key={name}
          title={`${name} · ${label}`}
          curves={panels[i]!}
          along={along}
          scale="log"
          extent={extent}
          format={measureText}
        />
      ))}
      <AheadProfile
        title={text.inside.steps.profile}
        measure={(look) => [look.loss, ...look.ahead!.update.map(({ loss }) => loss)]}
        format={measureText}
      />
    </Row>
  );
});

/** What changes with the length of the step, at the step that is shown. */
function AheadProfile({
  title,
  measure,
  format,
}: {
  title: string;
  measure: (look: Look) => (number | null)[];
  format: (value: number) => string;
}) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const step = usePointedStep();
  const curves = arms.flatMap(({ name, colour, dash, shown }) => {
    const look = lookAheadAt(shown.looks, step);
    return look ? [{ name, colour, ...(dash !== undefined && { dash }), values: measure(look) }] : [];
  });
  return (
    <Profile
      title={title}
      curves={curves}
      labels={[text.inside.steps.here, ...FACTORS].map((label, at) => ({ at, text: label }))}
      places={FACTORS.length + 1}
      scale="log"
      extent={extentOf(
        curves.flatMap(({ values }) => values),
        'log',
      )}
      format={format}
    />
  );
}

export const PredictiveRow = memo(function PredictiveRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.predictive;
  const [changes, roughness] = useMemo(
    () => [curvesOf(arms, turnabout), curvesOf(arms, roughnessOf)],
    [arms],
  );
  return (
    <Row
      id="predictive"
      question={text.inside.questions.predictive}
      answer={predictiveAnswer}
      claims={['predictive']}
    >
      <Panel
        title={words.change}
        note={words.changeNote}
        curves={changes}
        along={along}
        scale="log"
        extent={sharedExtent([changes], 'log')}
        format={measureText}
      />
      <Panel
        title={words.smoothness}
        note={words.smoothnessNote}
        curves={roughness}
        along={along}
        scale="log"
        extent={sharedExtent([roughness], 'log')}
        format={measureText}
      />
      <AheadProfile
        title={words.profile}
        measure={({ gradientNorm, ahead }) => [
          null,
          ...ahead!.update.map(({ gradientChange }) =>
            gradientChange !== null && gradientNorm ? gradientChange / gradientNorm : null,
          ),
        ]}
        format={measureText}
      />
    </Row>
  );
});

const layerOf = (kernel: KernelName) => kernel.replace('.kernel', '') as 'conv1' | 'conv2' | 'fc1' | 'fc2';

export const FlowRow = memo(function FlowRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.flow;
  const { gradients, dead, saturation } = useMemo(
    () => ({
      gradients: kernelNames.map((name) => curvesOf(arms, ({ tensors }) => tensors[name].gradientNorm)),
      dead: normalisedLayers.map((layer) => curvesOf(arms, ({ layers }) => layers[layer].deadUnits)),
      saturation: curvesOf(arms, (look) => look.saturation),
    }),
    [arms],
  );
  const extent = useMemo(() => sharedExtent(gradients, 'log'), [gradients]);
  return (
    <Row id="flow" question={text.inside.questions.flow} answer={flowAnswer} claims={['stuck', 'alive']}>
      {kernelNames.map((name, i) => (
        <Panel
          key={name}
          title={text.inside.layers[layerOf(name)]}
          note={words.gradient}
          curves={gradients[i]!}
          along={along}
          scale="log"
          extent={extent}
          format={measureText}
        />
      ))}
      {normalisedLayers.map((layer, i) => (
        <Panel
          key={layer}
          title={text.inside.layers[layer]}
          note={words.dead}
          curves={dead[i]!}
          along={along}
          scale="linear"
          extent={[0, 1]}
          format={share}
        />
      ))}
      <Panel
        title={text.inside.layers.fc2}
        note={words.saturation}
        curves={saturation}
        along={along}
        scale="linear"
        extent={[0, 1]}
        format={share}
      />
    </Row>
  );
});

const scaleMeasures = {
  norm: (tensor: TensorLook, first: TensorLook | undefined) =>
    tensor.norm !== null && first?.norm ? tensor.norm / first.norm : null,
  rate: ({ norm }: TensorLook, _: TensorLook | undefined, learningRate: number) =>
    norm ? learningRate / norm : null,
  turn: ({ turn }: TensorLook) => turn,
  cosine: ({ cosine }: TensorLook) => (cosine === null ? null : Math.abs(cosine)),
};
type ScaleMeasure = keyof typeof scaleMeasures;
const measureNames = Object.keys(scaleMeasures) as ScaleMeasure[];

export const ScaleRow = memo(function ScaleRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.scale;
  const [shown, show] = useState<ScaleMeasure>('norm');
  const panels = useMemo(
    () =>
      kernelNames.map((name) =>
        curvesOf(arms, ({ tensors, learningRate }, arm) =>
          scaleMeasures[shown](tensors[name], arm.shown.looks[0]?.tensors[name], learningRate),
        ),
      ),
    [arms, shown],
  );
  const extent = useMemo(() => sharedExtent(panels, 'log'), [panels]);
  return (
    <Row
      id="scale"
      question={text.inside.questions.scale}
      answer={(asked) => [
        scaleAnswer(asked),
        ...(scalingAnswers(asked).length > 0 ? scalingAnswers(asked) : [[text.inside.scale.tryIt]]),
      ]}
      claims={['scale']}
      choices={
        <Select
          label={words.shown}
          options={measureNames.map((value) => ({ value, label: words.choices[value] }))}
          value={shown}
          onChange={show}
        />
      }
    >
      {kernelNames.map((name, i) => (
        <Panel
          key={name}
          title={text.inside.layers[layerOf(name)]}
          note={words.notes[shown]}
          curves={panels[i]!}
          along={along}
          scale="log"
          extent={extent}
          format={measureText}
          {...(shown === 'norm' && { baseline: 1 })}
        />
      ))}
    </Row>
  );
});

export const DisturbanceRow = memo(function DisturbanceRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.disturbance;
  const [shown, show] = useState<'change' | 'cosine'>('change');
  const panels = useMemo(
    () =>
      laterLayers.map((layer) =>
        curvesOf(arms, ({ ahead, tensors }) => {
          if (!ahead) return undefined;
          const { change, cosine } = ahead.shift[layer];
          const { gradientNorm } = tensors[`${layer}.kernel`];
          if (shown === 'cosine') return cosine;
          return change !== null && gradientNorm ? change / gradientNorm : null;
        }),
      ),
    [arms, shown],
  );
  const scale = shown === 'change' ? 'log' : 'linear';
  const extent = useMemo(() => sharedExtent(panels, scale), [panels, scale]);
  return (
    <Row
      id="disturbance"
      question={text.inside.questions.disturbance}
      answer={disturbanceAnswer}
      claims={['disturbance']}
      choices={
        <Choice
          legend={words.shown}
          hideLegend
          options={(['change', 'cosine'] as const).map((value) => ({ value, label: words.choices[value] }))}
          value={shown}
          onChange={show}
        />
      }
    >
      {laterLayers.map((layer, i) => (
        <Panel
          key={layer}
          title={text.inside.layers[layer]}
          note={words.notes[shown]}
          curves={panels[i]!}
          along={along}
          scale={scale}
          extent={extent}
          format={measureText}
        />
      ))}
    </Row>
  );
});
