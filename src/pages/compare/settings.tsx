/** Everything that decides what the runs compute. Loaded when the sheet that has it opens. */
import { type Comparison, withShared } from '../../domain/comparison.ts';
import {
  dataOrders,
  evaluationStatistics,
  kernelInits,
  limits,
  losses,
  type RunConfig,
  runningVariances,
  scaleInits,
} from '../../domain/config.ts';
import { matchingPreset } from '../../domain/presets.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { Explained } from '../../ui/explained.tsx';
import { numberWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Arms } from './arms.tsx';
import { DataField } from './data-field.tsx';
import { NormalizationFields } from './normalization-fields.tsx';
import { useSettingsText } from './use-text.ts';

export default function Settings() {
  const comparison = useLab((state) => state.comparison);
  return (
    <div className="settings">
      <PresetNote comparison={comparison} />
      <More comparison={comparison} />
      <Arms />
    </div>
  );
}

function PresetNote({ comparison }: { comparison: Comparison }) {
  const text = useSettingsText();
  return (
    <p className="hint">
      <Explained>{text.presetNotes[matchingPreset(comparison) ?? 'custom']}</Explained>
    </p>
  );
}

function More({ comparison }: { comparison: Comparison }) {
  const text = useSettingsText();
  const { shared } = comparison;
  const { normalization } = shared;
  type Selected =
    | 'loss'
    | 'evaluationStatistics'
    | 'scaleInit'
    | 'kernelInit'
    | 'dataOrder'
    | 'runningVariance';
  const set = <S extends keyof RunConfig>(setting: S, value: RunConfig[S]) =>
    lab.change(withShared(comparison, { [setting]: value }), setting);
  const select = <K extends Selected>(setting: K, values: readonly RunConfig[K][]) => (
    <Select
      label={text.fields[setting]}
      note={text.explanations[setting]}
      options={values.map((value) => ({ value, label: text.options[value] }))}
      value={shared[setting]}
      onChange={(value) => set(setting, value)}
    />
  );
  type Whole = 'batchSize' | 'steps' | 'evaluationInterval';
  const number = (setting: Whole | 'keepProbability' | 'epsilon' | 'momentum') => {
    const { min, max } = limits[setting];
    const whole = setting === 'batchSize' || setting === 'steps' || setting === 'evaluationInterval';
    return (
      <ParsedField
        label={text.fields[setting]}
        note={text.explanations[setting]}
        value={shared[setting]}
        parse={numberWithin(limits[setting], whole)}
        hint={(whole ? text.wholeOutOfRange : text.outOfRange)(String(min), String(max))}
        onChange={(value) => set(setting, value)}
      />
    );
  };
  return (
    <div className="fields">
      <DataField />
      {number('steps')}
      {select('loss', losses)}
      {number('batchSize')}
      {number('keepProbability')}
      <NormalizationFields
        value={normalization}
        note={text.explanations.normalization}
        onChange={(value) => set('normalization', value)}
      />
      {select('evaluationStatistics', evaluationStatistics)}
      {number('evaluationInterval')}
      {select('scaleInit', scaleInits)}
      {select('kernelInit', kernelInits)}
      {select('dataOrder', dataOrders)}
      {number('epsilon')}
      {number('momentum')}
      {select('runningVariance', runningVariances)}
    </div>
  );
}
