/** Which seed the runs have, how it stands among the recorded ones, and what is trained on where it is not MNIST. */
import { comparisonRuns } from '../../domain/comparison.ts';
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Explained } from '../../ui/explained.tsx';
import { countText } from '../../ui/format.ts';
import { armNames } from '../shared/arm-names.ts';
import { useRecordedSettings } from '../shared/recorded-settings.ts';
import { seedText } from './seed-text.ts';

export function SeedNote() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const { data } = comparison.shared;
  const recorded = useRecordedSettings();
  const configs = comparisonRuns(comparison);
  const names = armNames(configs, text);
  const settings = configs.map((config, i) => ({
    name: names[i]!,
    bare: config.normalization.kind === 'none',
    runs: recorded[i]!,
  }));
  return (
    <section className="seed-note hint" aria-label={text.fields.seed}>
      <p aria-live="polite">
        <Explained>{seedText(comparison.shared.seed, settings, text)}</Explained>
      </p>
      {data.kind === 'own' && <p>{text.trainedOn(data.name, countText(data.train))}</p>}
    </section>
  );
}
