/** Does one layer disturb the next? */
import { memo, useMemo, useState } from 'react';
import { laterLayers } from '../../domain/look.ts';
import { Choice } from '../../ui/controls.tsx';
import { measureText } from '../../ui/format.ts';
import { Panel } from '../../ui/panels/panel.tsx';
import { disturbanceAnswer } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { curvesOf, sharedExtent } from './row-curves.ts';
import { useInsideText } from './use-text.ts';

export const DisturbanceRow = memo(function DisturbanceRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.disturbance;
  const { noGradient } = text.inside;
  const [shown, show] = useState<'change' | 'cosine'>('change');
  const panels = useMemo(
    () =>
      laterLayers.map((layer) =>
        curvesOf(arms, ({ ahead, tensors }) => {
          if (!ahead) return undefined;
          const { change, cosine } = ahead.shift[layer];
          const { gradientNorm } = tensors[`${layer}.kernel`];
          if (gradientNorm === 0) return noGradient;
          if (shown === 'cosine') return cosine;
          return change !== null && gradientNorm ? change / gradientNorm : null;
        }),
      ),
    [arms, shown, noGradient],
  );
  const scale = shown === 'change' ? 'log' : 'linear';
  const extent = useMemo(() => sharedExtent(panels, scale), [panels, scale]);
  return (
    <Row
      id="disturbance"
      answer={disturbanceAnswer}
      isAhead
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
          file={{ quantity: `${layer}-gradient-${shown}`, said: [words.choices[shown]] }}
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
