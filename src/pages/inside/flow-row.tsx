/** Is there a gradient at all? Its length by layer, silent units, and the largest softmax probability. */
import { memo, useMemo } from 'react';
import { kernelNames } from '../../domain/look.ts';
import { normalisedLayers } from '../../domain/network.ts';
import { measureText } from '../../ui/format.ts';
import { Panel } from '../../ui/panels/panel.tsx';
import { flowAnswer } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { curvesOf, layerOf, share, sharedExtent } from './row-curves.ts';
import { useInsideText } from './use-text.ts';

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
    <Row id="flow" answer={flowAnswer} claims={['stuck', 'alive']}>
      {kernelNames.map((name, i) => (
        <Panel
          key={name}
          title={text.inside.layers[layerOf(name)]}
          note={words.gradient}
          file={{ quantity: `${layerOf(name)}-gradient-length` }}
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
          file={{ quantity: `${layer}-silent-units` }}
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
        file={{ quantity: 'largest-softmax-probability' }}
        curves={saturation}
        along={along}
        scale="linear"
        extent={[0, 1]}
        format={share}
      />
    </Row>
  );
});
