/** Small panels in every state: curves, bands, gaps, nothing, one value, what is stepped, and what is read. */
import { useState } from 'react';
import { batchNormalization, NO_NORMALIZATION } from '../src/domain/normalization.ts';
import { Cube } from '../src/pages/inside/cube.tsx';
import { StandingMark } from '../src/pages/inside/standing-mark.tsx';
import { measureText } from '../src/ui/format.ts';
import { Boxes } from '../src/ui/panels/boxes.tsx';
import { Panel, type PanelCurve } from '../src/ui/panels/panel.tsx';
import type { PanelScale } from '../src/ui/panels/place.ts';
import { createPointer, PointerContext } from '../src/ui/panels/pointer.ts';
import { Profile } from '../src/ui/panels/profile.tsx';
import type { SpecimenGroup } from './specimen.ts';

const steps = [0, 1, 4, 10, 25, 50, 100, 150, 200, 250, 300];
const along = { name: 'step', steps: 300, newest: 300, isLog: true, marks: [100] };

const without: PanelCurve = {
  name: 'A',
  colour: 'var(--run-a)',
  dash: '7 4',
  values: steps.map((step) => ({ step, value: step === 50 ? null : 2 * Math.exp(-step / 100) })),
};
const with_: PanelCurve = {
  name: 'B',
  colour: 'var(--run-b)',
  values: steps.map((step) => ({ step, value: 0.4 * Math.exp(-step / 30) })),
  range: steps.map((step) => ({ step, low: 0.2 * Math.exp(-step / 30), high: 0.8 * Math.exp(-step / 30) })),
};

function Specimen({
  curves,
  scale = 'log',
  step,
}: {
  curves: readonly PanelCurve[];
  scale?: PanelScale;
  step?: number;
}) {
  const [pointer] = useState(() => {
    const store = createPointer();
    store.setState({ chosen: step });
    return store;
  });
  return (
    <PointerContext value={pointer}>
      <Panel
        title="fc 1"
        note="gradient length"
        curves={curves}
        along={along}
        scale={scale}
        extent={scale === 'symlog' ? [-84, 98] : [0.001, 3]}
        format={measureText}
      />
    </PointerContext>
  );
}

const values = [3.39, 2.71, 3.96, 6.59, 12.84];
const labels = ['here', '½', '1', '2', '4'].map((text, at) => ({ at, text }));

export const panelSpecimens: SpecimenGroup = {
  title: 'Panels',
  specimens: {
    'two networks, one with a band': <Specimen curves={[without, with_]} />,
    'read at a step': <Specimen curves={[without, with_]} step={25} />,
    'on both sides of 0': (
      <Specimen
        scale="symlog"
        curves={[{ ...without, values: steps.map((step) => ({ step, value: step / 4 - 30 })) }]}
      />
    ),
    'one value': <Specimen curves={[{ ...with_, values: with_.values.slice(0, 1), range: [] }]} />,
    'no value yet': <Specimen curves={[{ ...without, values: [] }]} />,
    'a profile': (
      <Profile
        title="ahead of the step shown"
        curves={[{ name: 'A', colour: 'var(--run-a)', dash: '7 4', values }]}
        labels={labels}
        places={5}
        scale="log"
        extent={[2.71, 12.84]}
        format={measureText}
      />
    ),
    'a histogram': (
      <Profile
        title="fc 1"
        note="spread"
        curves={[{ name: 'B', colour: 'var(--run-b)', values: [0.1, 0.4, 0.3, 0.2], isFilled: true }]}
        labels={[{ at: 2, text: '0' }]}
        places={4}
        scale="linear"
        extent={[0, 0.4]}
        format={measureText}
        isStepped
      />
    ),
    'how values are spread': (
      <Boxes
        title="fc 1"
        note="box: 15 to 85 %"
        boxes={[
          { name: 'A', colour: 'var(--run-a)', dash: '7 4', values: [-9, -4, -1, 5, 9] },
          { name: 'B', colour: 'var(--run-b)', values: [-2, -1, 0, 1, 2] },
          { name: 'C', colour: 'var(--run-c)', values: null },
        ]}
        labels={[{ at: 0.5, text: '0' }]}
        place={(value) => (value + 10) / 20}
      />
    ),
    'what shares a mean': (
      <>
        <Cube normalization={batchNormalization('per-feature-map')} label="per feature map" />
        <Cube normalization={batchNormalization('per-activation')} label="per activation" />
        <Cube normalization={{ kind: 'group', groups: 1 }} label="LayerNorm" />
        <Cube normalization={{ kind: 'group', groups: 8 }} label="GroupNorm" />
        <Cube normalization={{ kind: 'ghost', images: 10 }} label="BN in parts" />
        <Cube normalization={NO_NORMALIZATION} label="without BN" />
        <Cube normalization={batchNormalization('per-activation')} layer="fc1" label="of units" />
      </>
    ),
    'agrees, disagrees, cannot tell': (
      <>
        <StandingMark standing="agrees" />
        <StandingMark standing="disagrees" />
        <StandingMark standing="cannot-tell" />
      </>
    ),
  },
};
