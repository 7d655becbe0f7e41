/** What is computed: the arithmetic of one channel with this run's numbers, and what shares a mean. */
import { memo, useState } from 'react';
import type { Sample } from '../../domain/look.ts';
import { type NormalisedLayer, normalisedLayers } from '../../domain/network.ts';
import { Choice } from '../../ui/controls.tsx';
import { countText, measureText } from '../../ui/format.ts';
import { usePointedStep } from '../../ui/panels/pointer.ts';
import { computedAnswer } from './answers.ts';
import { Cube } from './cube.tsx';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { lookAt, type ShownArm } from './shown.ts';
import { useInsideText } from './use-text.ts';

export function ComputedRow() {
  const text = useInsideText();
  const { arms } = useInsideView();
  const [layer, setLayer] = useState<NormalisedLayer>('conv1');
  return (
    <Row
      id="computed"
      question={text.inside.questions.computed}
      answer={(asked) => [computedAnswer(asked, layer)]}
      source={text.inside.computed.source}
      choices={
        <Choice
          legend={text.inside.computed.layer}
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
  const step = usePointedStep();
  const { name, label, colour, normalization, config, shown } = arm;
  const sample = lookAt(shown.looks, step)?.layers[layer].sample;
  return (
    <figure className="multiple computed">
      <figcaption>
        <span className="multiple-title" style={{ color: colour }}>
          {name}
        </span>
        <span className="multiple-note">{label}</span>
      </figcaption>
      <div className="computed-body">
        <Cube normalization={normalization} label={text.inside.computed.sharing(name)} />
        {sample && <Lines sample={sample} epsilon={config.epsilon} />}
      </div>
      {normalization.kind === 'none' && <p className="hint">{text.inside.computed.none}</p>}
      {normalization.kind === 'noisy-batch' && <p className="hint">{text.inside.computed.noise}</p>}
    </figure>
  );
});

const number = (value: number | null) => (value === null ? '–' : measureText(value));
/** What is added, or taken away, with the sign that it then has. */
const added = (value: number | null) =>
  value !== null && value < 0 ? `− ${measureText(-value)}` : `+ ${number(value)}`;
const taken = (value: number) => added(-value);

/** The lines of Algorithm 1 of Ioffe and Szegedy 2015, with the numbers of the first value. */
function Lines({ sample, epsilon }: { sample: Sample; epsilon: number }) {
  const text = useInsideText();
  const { values, results, mean, variance, count, gamma, beta } = sample;
  const x = values[0] ?? null;
  const y = results[0] ?? null;
  if (mean === null || variance === null)
    return (
      <dl className="lines number">
        <dt>x</dt>
        <dd>{number(x)}</dd>
        <dt>y</dt>
        <dd>
          x + b = {number(x)} {added(beta)} = <b>{number(y)}</b>
        </dd>
      </dl>
    );
  const deviation = Math.sqrt(variance + epsilon);
  const normalized = x === null ? null : (x - mean) / deviation;
  return (
    <dl className="lines number">
      <dt>μ</dt>
      <dd>
        <b>{number(mean)}</b> <span className="hint">{text.inside.computed.count(countText(count))}</span>
      </dd>
      <dt>σ²</dt>
      <dd>
        <b>{number(variance)}</b>
      </dd>
      <dt>x̂</dt>
      <dd>
        ({number(x)} {taken(mean)}) / {number(deviation)} = <b>{number(normalized)}</b>
      </dd>
      <dt>y</dt>
      <dd>
        γ x̂ + β = {number(gamma)} · {number(normalized)} {added(beta)} = <b>{number(y)}</b>
      </dd>
    </dl>
  );
}
