/** Everything that decides what the two runs compute. */
import {
  type Comparison,
  dataOrders,
  evaluationStatistics,
  kernelInits,
  limits,
  losses,
  scaleInits,
} from '../../domain/config.ts';
import { applyPreset, matchingPreset, presetNames } from '../../domain/presets.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Choice, Select, Switch } from '../../ui/controls.tsx';
import { learningRateText } from '../../ui/format.ts';
import { LogSlider } from '../../ui/log-slider.tsx';
import { numberWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { runLooks } from './curves.ts';

/** The article's two learning rates. */
const ARTICLE_RATES = [1e-4, 1e-3];

export function Settings() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const preset = matchingPreset(comparison);
  return (
    <section className="settings" aria-label={text.settings}>
      <Choice
        legend={text.preset}
        options={presetNames.map((value) => ({ value, label: text.presets[value] }))}
        value={preset}
        onChange={(name) => lab.change(applyPreset(comparison, name), 'preset')}
      />
      <p className="hint">{text.presetNotes[preset ?? 'custom']}</p>
      <LearningRate comparison={comparison} />
      <Runs comparison={comparison} />
      <More comparison={comparison} />
    </section>
  );
}

function LearningRate({ comparison }: { comparison: Comparison }) {
  const text = useText();
  const { min, max } = limits.learningRate;
  const change = (learningRate: number) => lab.change({ ...comparison, learningRate }, 'learningRate');
  return (
    <div className="group">
      <div className="rate-row">
        <ParsedField
          label={text.learningRate}
          value={comparison.learningRate}
          parse={numberWithin(limits.learningRate)}
          format={learningRateText}
          hint={text.outOfRange(learningRateText(min), learningRateText(max))}
          onChange={change}
        />
        {ARTICLE_RATES.map((rate) => (
          <button
            key={rate}
            type="button"
            className="small number"
            aria-pressed={comparison.learningRate === rate}
            onClick={() => change(rate)}
          >
            {learningRateText(rate)}
          </button>
        ))}
      </div>
      <LogSlider
        label={text.learningRate}
        value={comparison.learningRate}
        min={min}
        max={max}
        format={learningRateText}
        onChange={change}
      />
      <p className="hint">{text.learningRateHint}</p>
    </div>
  );
}

function Runs({ comparison }: { comparison: Comparison }) {
  const text = useText();
  const { batchNorm } = comparison;
  const turn = (index: 0 | 1, on: boolean) => {
    const next: Comparison['batchNorm'] = index === 0 ? [on, batchNorm[1]] : [batchNorm[0], on];
    lab.change({ ...comparison, batchNorm: next }, 'batchNorm');
  };
  return (
    <fieldset className="group runs">
      <legend>{text.runs}</legend>
      {([0, 1] as const).map((index) => {
        const { name, colour } = runLooks[index];
        return (
          <Switch key={name} checked={batchNorm[index]} onChange={(on) => turn(index, on)}>
            <b style={{ color: colour }}>{text.run(name)}</b>{' '}
            {batchNorm[index] ? text.withBatchNorm : text.withoutBatchNorm}
          </Switch>
        );
      })}
    </fieldset>
  );
}

function More({ comparison }: { comparison: Comparison }) {
  const text = useText();
  type Selected =
    | 'loss'
    | 'batchNormStatistics'
    | 'evaluationStatistics'
    | 'scaleInit'
    | 'kernelInit'
    | 'dataOrder';
  const select = <K extends Selected>(setting: K, values: readonly Comparison[K][]) => (
    <Select
      label={text.fields[setting]}
      options={values.map((value) => ({ value, label: text.options[value] }))}
      value={comparison[setting]}
      onChange={(value) => lab.change({ ...comparison, [setting]: value }, setting)}
    />
  );
  const number = (setting: 'batchSize' | 'keepProbability' | 'seed' | 'steps' | 'evaluationInterval') => {
    const { min, max } = limits[setting];
    const whole = setting !== 'keepProbability';
    return (
      <ParsedField
        label={text.fields[setting]}
        value={comparison[setting]}
        parse={numberWithin(limits[setting], whole)}
        hint={(whole ? text.wholeOutOfRange : text.outOfRange)(String(min), String(max))}
        onChange={(value) => lab.change({ ...comparison, [setting]: value }, setting)}
      />
    );
  };
  return (
    <details className="more">
      <summary>{text.more}</summary>
      <div className="fields">
        {number('steps')}
        {number('seed')}
        {select('loss', losses)}
        {number('batchSize')}
        {number('keepProbability')}
        {select('batchNormStatistics', ['per-feature-map', 'per-activation'])}
        {select('evaluationStatistics', evaluationStatistics)}
        {number('evaluationInterval')}
        {select('scaleInit', scaleInits)}
        {select('kernelInit', kernelInits)}
        {select('dataOrder', dataOrders)}
      </div>
    </details>
  );
}
