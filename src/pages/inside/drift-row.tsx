/** Do the inputs of a layer drift? Percentiles over steps, and how values are spread at the step that is shown. */
import { memo, useMemo, useState } from 'react';
import { BINS, binOf, edgeOf } from '../../domain/histogram.ts';
import { normalisedLayers } from '../../domain/network.ts';
import { Choice } from '../../ui/controls.tsx';
import { measureText } from '../../ui/format.ts';
import { Boxes } from '../../ui/panels/boxes.tsx';
import { Panel } from '../../ui/panels/panel.tsx';
import { useReadStep } from '../../ui/panels/pointer.ts';
import { Profile } from '../../ui/panels/profile.tsx';
import type { Table } from '../../ui/save/csv.ts';
import { driftAnswer } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { curvesOf, share, sharedExtent } from './row-curves.ts';
import { lookAt, type ShownArm } from './shown.ts';
import { useInsideText } from './use-text.ts';

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
      answer={(asked) => driftAnswer(asked, side)}
      more={({ arms, text }) => (arms.some(hasNoise) ? [[text.inside.drift.noise]] : [])}
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
          file={{
            quantity: `${layer}-${side}-normalization`,
            said: [words.sides[side]],
            parts: { line: 'median', low: '15-percent', high: '85-percent' },
          }}
          curves={panels[i]!}
          along={along}
          scale="symlog"
          extent={extent}
          format={measureText}
        />
      ))}
      {normalisedLayers.map((layer) =>
        side === 'after' ? (
          <Histograms key={`${layer} spread`} layer={layer} />
        ) : (
          <Spreads key={`${layer} spread`} layer={layer} />
        ),
      )}
    </Row>
  );
});

const hasNoise = ({ normalization }: ShownArm) => normalization.kind === 'noisy-batch';

/** Values that are written along a histogram. */
const MARKS = [-1000, -100, -10, -1, 0, 1, 10, 100, 1000];

function Histograms({ layer }: { layer: (typeof normalisedLayers)[number] }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const step = useReadStep();
  const { from, to, most } = useMemo(() => binsOf(arms), [arms]);
  const curves = arms.map(({ name, colour, dash, shown }) => {
    const look = lookAt(shown.looks, step);
    const histogram = look?.layers[layer].histogram;
    const values = Array.from(
      { length: to - from },
      (_, i) => (histogram?.shares[from + i - histogram.from] ?? 0) / 1000,
    );
    return {
      name,
      colour,
      ...(dash !== undefined && { dash }),
      step: look?.step,
      values,
      isFilled: true,
    };
  });
  const place = asinhPlace(edgeOf(from), edgeOf(to));
  const labels = marksBetween(edgeOf(from), edgeOf(to)).map((mark) => ({
    at: place(mark) * (to - from),
    text: measureText(mark),
  }));
  return (
    <Profile
      title={text.inside.layers[layer]}
      note={text.inside.drift.histogram}
      file={{ quantity: `${layer}-share`, places: binTable(from, to) }}
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

/** Of what goes into the normalization no histogram is kept, but where most of it lies. */
function Spreads({ layer }: { layer: (typeof normalisedLayers)[number] }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const step = useReadStep();
  const reach = useMemo(() => reachOf(arms), [arms]);
  const place = asinhPlace(-reach, reach);
  const boxes = arms.map(({ name, colour, dash, shown }) => {
    const look = lookAt(shown.looks, step);
    const values = look?.layers[layer].before.percentiles ?? [];
    return {
      name,
      colour,
      ...(dash !== undefined && { dash }),
      step: look?.step,
      values: isWhole(values) ? values : null,
    };
  });
  return (
    <Boxes
      title={text.inside.layers[layer]}
      note={text.inside.drift.boxes}
      file={{ quantity: `${layer}-before-normalization`, parts: PERCENTS }}
      boxes={boxes}
      labels={marksBetween(-reach, reach).map((mark) => ({ at: place(mark), text: measureText(mark) }))}
      place={place}
    />
  );
}

/** The five percentiles as files call them. */
const PERCENTS = ['1_percent', '15_percent', '50_percent', '85_percent', '99_percent'];

type Percentiles = [number, number, number, number, number];

function isWhole(values: readonly (number | null)[]): values is Percentiles {
  return values.length === 5 && values.every((value) => value !== null);
}

/** How far from 0 any network's values reach before a normalization, in any look. */
function reachOf(arms: readonly ShownArm[]): number {
  const ends = arms.flatMap(({ shown }) =>
    shown.looks.flatMap(({ layers }) =>
      normalisedLayers.flatMap((layer) =>
        layers[layer].before.percentiles.map((value) => Math.abs(value ?? 0)),
      ),
    ),
  );
  return Math.max(1, ...ends);
}

/** Places along a scale that is linear around 0 and logarithmic far from it; from 0 to 1. */
function asinhPlace(low: number, high: number): (value: number) => number {
  const [from, to] = [Math.asinh(low), Math.asinh(high)];
  return (value) => (Math.asinh(value) - from) / (to - from);
}

/** The edges of bins, a row for each. */
function binTable(from: number, to: number): Table {
  return [
    ['from', 'to'],
    ...Array.from({ length: to - from }, (_, i) => [edgeOf(from + i), edgeOf(from + i + 1)]),
  ];
}

function marksBetween(low: number, high: number): number[] {
  return MARKS.filter((mark) => low <= mark && mark <= high);
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
