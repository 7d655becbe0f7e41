/** What is computed: the arithmetic of one channel with this run's numbers, and what shares a mean. */
import { memo, useContext, useState } from 'react';
import { type NormalisedLayer, normalisedLayers } from '../../domain/network.ts';
import type { Normalization } from '../../domain/normalization.ts';
import type { SharedOver } from '../../text/inside.ts';
import { Choice } from '../../ui/controls.tsx';
import { measureText } from '../../ui/format.ts';
import { useChosenStep } from '../../ui/panels/pointer.ts';
import { PanelSaver } from '../../ui/panels/saving.ts';
import { computedAnswer } from './answers.ts';
import { Arithmetic } from './arithmetic.tsx';
import { arithmeticValues } from './arithmetic-values.ts';
import { Cube } from './cube.tsx';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { InsideExplained } from './sentence-text.tsx';
import { lookAt, type ShownArm } from './shown.ts';
import { useInsideText } from './use-text.ts';

export function ComputedRow() {
  const text = useInsideText();
  const { arms } = useInsideView();
  const [layer, setLayer] = useState<NormalisedLayer>('conv1');
  const words = text.inside.computed;
  return (
    <Row
      id="computed"
      answer={(asked) => computedAnswer(asked, layer)}
      more={({ text }) => [[text.inside.computed.legend]]}
      source={words.source}
      choices={
        <Choice
          legend={words.layer}
          hideLegend
          options={normalisedLayers.map((value) => ({ value, label: text.inside.layers[value] }))}
          value={layer}
          onChange={setLayer}
        />
      }
    >
      {arms.map((arm) => (
        <Computed key={arm.name} arm={arm} layer={layer} />
      ))}
    </Row>
  );
}

const Computed = memo(function Computed({ arm, layer }: { arm: ShownArm; layer: NormalisedLayer }) {
  const text = useInsideText();
  const step = useChosenStep();
  const { name, label, colour, normalization, config, shown } = arm;
  const Saver = useContext(PanelSaver);
  const look = lookAt(shown.looks, step);
  const sample = look?.layers[layer].sample;
  const values = sample ? arithmeticValues(sample, config.epsilon) : [];
  const words = text.inside.computed;
  return (
    <figure className="computed">
      <figcaption>
        <span className="multiple-title" style={{ color: colour }}>
          {name}
        </span>
        <span className="multiple-note">{label}</span>
      </figcaption>
      {Saver && sample && (
        <div className="multiple-save">
          <Saver
            title={text.inside.layers[layer]}
            note={label}
            readings={() => [{ name, step: look.step }]}
            drawn={{
              kind: 'values',
              values,
              file: {
                quantity: `${layer}-sample`,
                of: name,
                said: [
                  values
                    .map(({ sign, value }) => `${sign} = ${value === null ? '–' : measureText(value)}`)
                    .join(text.comma),
                  words.shared[sharedOver(normalization, layer)],
                ],
              },
            }}
            chart={<Cube normalization={normalization} layer={layer} label={words.sharing(name)} isLarge />}
          />
        </div>
      )}
      <div className="computed-body">
        <Cube normalization={normalization} layer={layer} label={words.sharing(name)} />
        {sample && <Arithmetic sample={sample} epsilon={config.epsilon} />}
      </div>
      <p className="hint">
        <InsideExplained>{words.shared[sharedOver(normalization, layer)]}</InsideExplained>
        {normalization.kind === 'noisy-batch' && ` ${words.noise}`}
      </p>
    </figure>
  );
});

function sharedOver(normalization: Normalization, layer: NormalisedLayer): SharedOver {
  switch (normalization.kind) {
    case 'none':
    case 'ghost':
      return normalization.kind;
    case 'group':
      return normalization.groups === 1 ? 'layer' : 'group';
    default:
      return layer === 'fc1' ? 'unit' : normalization.axes;
  }
}
