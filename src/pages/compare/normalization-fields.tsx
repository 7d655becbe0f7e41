/** What normalizes a network: one of a few kinds, with its number where it has one. */
import { keyOf } from '../../domain/config.ts';
import {
  groupCounts,
  type Normalization,
  normalizationChoices,
  normalizationLimits,
  normalizationText,
  parseNormalization,
} from '../../domain/normalization.ts';
import { useText } from '../../text/language.ts';
import { numberWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { Select } from '../../ui/select.tsx';
import { normalizationOption } from '../shared/arm-names.ts';

/** The value of the choice that leaves it to others. */
const NONE = '';

interface NormalizationFieldsProps<Value extends Normalization | undefined> {
  value: Value;
  /** Words for no normalization of its own, where that can be chosen; a bias alone can be chosen only there. */
  none?: string;
  note?: string;
  onChange: (value: Value) => void;
}

export function NormalizationFields<Value extends Normalization | undefined>({
  value,
  none,
  note,
  onChange,
}: NormalizationFieldsProps<Value>) {
  const text = useText();
  const choices = choicesWith(value).filter(
    ({ kind }) => none !== undefined || kind !== 'none' || value?.kind === 'none',
  );
  return (
    <>
      <Select
        label={text.fields.normalization}
        {...(note && { note })}
        options={[
          ...(none === undefined ? [] : [{ value: NONE, label: none }]),
          ...choices.map((choice) => ({
            value: normalizationText(choice),
            label: normalizationOption(choice, text),
          })),
        ]}
        value={value ? normalizationText(value) : NONE}
        onChange={(chosen) => onChange(parseNormalization(chosen) as Value)}
      />
      {value && (
        <NormalizationNumber normalization={value} onChange={(changed) => onChange(changed as Value)} />
      )}
    </>
  );
}

/** All that are offered; one with another number stands where its kind does. */
function choicesWith(present: Normalization | undefined): readonly Normalization[] {
  if (!present || normalizationChoices.some((choice) => keyOf(choice) === keyOf(present)))
    return normalizationChoices;
  const at = normalizationChoices.findIndex(({ kind }) => kind === present.kind);
  return normalizationChoices.with(at, present);
}

/** The number that a normalization has: groups, images of a part, or the strength of its noise; nothing for others. */
function NormalizationNumber({
  normalization,
  onChange,
}: {
  normalization: Normalization;
  onChange: (normalization: Normalization) => void;
}) {
  const text = useText();
  const { images, strength } = normalizationLimits;
  switch (normalization.kind) {
    case 'group':
      return (
        <Select
          label={text.normalizationNumbers.groups}
          options={groupCounts.map((count) => ({ value: String(count), label: String(count) }))}
          value={String(normalization.groups)}
          onChange={(value) =>
            onChange({ ...normalization, groups: groupCounts.find((count) => String(count) === value) ?? 1 })
          }
        />
      );
    case 'ghost':
      return (
        <ParsedField
          label={text.normalizationNumbers.images}
          value={normalization.images}
          parse={numberWithin(images, true)}
          hint={text.wholeOutOfRange(String(images.min), String(images.max))}
          onChange={(value) => onChange({ ...normalization, images: value })}
        />
      );
    case 'noisy-batch':
      return (
        <ParsedField
          label={text.normalizationNumbers.strength}
          value={normalization.strength}
          parse={numberWithin(strength)}
          hint={text.outOfRange(String(strength.min), String(strength.max))}
          onChange={(value) => onChange({ ...normalization, strength: value })}
        />
      );
    default:
      return null;
  }
}
