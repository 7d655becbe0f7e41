/** Which seed the runs have and how it stands among the recorded ones, and a button for another one. */
import { comparisonRuns, withShared } from '../../domain/comparison.ts';
import { configKey } from '../../domain/config.ts';
import { seedsOf } from '../../domain/experiments.ts';
import { commonSeeds, nextSeed } from '../../domain/seeds.ts';
import { lab, useLab, useRecorded } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armNames } from '../shared/arm-names.ts';
import { seedText } from './seed-text.ts';

export function SeedNote() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const recordings = useRecorded((state) => state.runs);
  const configs = comparisonRuns(comparison);
  const names = armNames(configs, text);
  const settings = configs.map((config, i) => ({
    name: names[i]!,
    bare: config.normalization.kind === 'none',
    runs: seedsOf(config).flatMap((other) => recordings.get(configKey(other)) ?? []),
  }));
  const { seed } = comparison.shared;
  const next = nextSeed(seed, commonSeeds(settings.map(({ runs }) => runs)));
  return (
    <section className="seed-note" aria-label={text.fields.seed}>
      <p aria-live="polite">{seedText(seed, settings, text)}</p>
      <button
        type="button"
        className="small"
        onClick={() => lab.change(withShared(comparison, { seed: next }), 'seed')}
      >
        {text.seedNote.another}
      </button>
    </section>
  );
}
