/** What one arm does otherwise than the others: each setting is its own or the shared one. */
import { type Arm, type ArmSetting, withOverride } from '../../domain/comparison.ts';
import {
  evaluationStatistics,
  kernelInits,
  limits,
  losses,
  type RunConfig,
  runningVariances,
  scaleInits,
} from '../../domain/config.ts';
import { type LearningRate, parseLearningRate } from '../../domain/learning-rate.ts';
import { lab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { learningRateText } from '../../ui/format.ts';
import { numberWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { Select } from '../../ui/select.tsx';
import { typedRate } from '../shared/arm-names.ts';
import { NormalizationFields } from './normalization-fields.tsx';

/** The value of a choice that leaves a setting to the shared ones. */
const SHARED = '';

/** Settings that are one of a few words. */
const choices = {
  loss: losses,
  kernelInit: kernelInits,
  scaleInit: scaleInits,
  evaluationStatistics,
  runningVariance: runningVariances,
} as const;
/** Settings that are a number. */
const numbers = ['keepProbability', 'epsilon', 'momentum'] as const;
type Choosable = keyof typeof choices;

interface OwnSettingsProps {
  index: number;
  arm: Arm;
  shared: RunConfig;
  onChange: (arm: Arm) => void;
}

export function OwnSettings({ index, arm, shared, onChange }: OwnSettingsProps) {
  const text = useText();
  const set = <S extends ArmSetting>(setting: S, value: Arm[S] | undefined) =>
    onChange(withOverride(arm, setting, value));
  const asShared = { value: SHARED, label: text.asShared };
  return (
    <>
      <NormalizationFields
        value={arm.normalization}
        none={text.asShared}
        onChange={(value) => set('normalization', value)}
      />
      <ParsedField<LearningRate | typeof SHARED>
        label={text.learningRate}
        value={arm.learningRate ?? SHARED}
        parse={orShared(parseLearningRate)}
        format={(rate) => (rate === SHARED ? '' : typedRate(rate))}
        placeholder={typedRate(shared.learningRate)}
        hint={text.outOfRange(
          learningRateText(limits.learningRate.min),
          learningRateText(limits.learningRate.max),
        )}
        onChange={(rate) =>
          typeof rate === 'number'
            ? lab.setLearningRate(rate, index)
            : set('learningRate', rate === SHARED ? undefined : rate)
        }
      />
      {numbers.map((setting) => {
        const { min, max } = limits[setting];
        return (
          <ParsedField<number | typeof SHARED>
            key={setting}
            label={text.fields[setting]}
            value={arm[setting] ?? SHARED}
            parse={orShared(numberWithin(limits[setting]))}
            placeholder={String(shared[setting])}
            hint={text.outOfRange(String(min), String(max))}
            onChange={(value) => set(setting, value === SHARED ? undefined : value)}
          />
        );
      })}
      {(Object.keys(choices) as Choosable[]).map((setting) => (
        <Select
          key={setting}
          label={text.fields[setting]}
          options={[
            asShared,
            ...choices[setting].map((value) => ({ value: value as string, label: text.options[value] })),
          ]}
          value={arm[setting] ?? SHARED}
          onChange={(value) =>
            set(setting, value === SHARED ? undefined : (value as RunConfig[typeof setting]))
          }
        />
      ))}
    </>
  );
}

/** A parser that takes an empty text for the shared value. */
function orShared<T>(parse: (text: string) => T | undefined) {
  return (text: string): T | typeof SHARED | undefined => (text.trim() === '' ? SHARED : parse(text));
}
