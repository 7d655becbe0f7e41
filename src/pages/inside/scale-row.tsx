/** Does the scale of the weights matter? */
import { memo, useMemo, useState } from 'react';
import { kernelNames, type TensorLook } from '../../domain/look.ts';
import { measureText } from '../../ui/format.ts';
import { Panel } from '../../ui/panels/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { scaleAnswer } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { curvesOf, layerOf, sharedExtent } from './row-curves.ts';
import { scalingAnswers } from './scaling-text.ts';
import { TimesTen } from './times-ten.tsx';
import { useInsideText } from './use-text.ts';

const scaleMeasures = {
  norm: (tensor: TensorLook, first: TensorLook | undefined) =>
    tensor.norm !== null && first?.norm ? tensor.norm / first.norm : null,
  rate: ({ norm }: TensorLook, _: TensorLook | undefined, learningRate: number) =>
    norm ? learningRate / norm : null,
  turn: ({ turn }: TensorLook) => turn,
  cosine: ({ cosine }: TensorLook) => (cosine === null ? null : Math.abs(cosine)),
};
type ScaleMeasure = keyof typeof scaleMeasures;
/** As files call them. */
const quantities: Record<ScaleMeasure, string> = {
  norm: 'kernel-length-by-first',
  rate: 'effective-rate',
  turn: 'turn-degrees',
  cosine: 'cosine-with-gradient',
};
const measureNames = Object.keys(scaleMeasures) as ScaleMeasure[];

export const ScaleRow = memo(function ScaleRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.scale;
  const { noGradient } = text.inside;
  const [shown, show] = useState<ScaleMeasure>('norm');
  const panels = useMemo(
    () =>
      kernelNames.map((name) =>
        curvesOf(arms, ({ tensors, learningRate }, arm) =>
          shown === 'cosine' && tensors[name].gradientNorm === 0
            ? noGradient
            : scaleMeasures[shown](tensors[name], arm.shown.looks[0]?.tensors[name], learningRate),
        ),
      ),
    [arms, shown, noGradient],
  );
  const extent = useMemo(() => sharedExtent(panels, 'log'), [panels]);
  return (
    <Row
      id="scale"
      answer={scaleAnswer}
      more={scalingAnswers}
      claims={['scale']}
      choices={
        <>
          <TimesTen />
          <Select
            label={words.shown}
            options={measureNames.map((value) => ({ value, label: words.choices[value] }))}
            value={shown}
            onChange={show}
          />
        </>
      }
    >
      {kernelNames.map((name, i) => (
        <Panel
          key={name}
          title={text.inside.layers[layerOf(name)]}
          note={words.notes[shown]}
          file={{ quantity: `${layerOf(name)}-${quantities[shown]}`, said: [words.choices[shown]] }}
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
