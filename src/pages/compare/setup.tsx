/** What is compared: the preset, the seed, and the way to everything else that can be set. */
import { ArrowRight, SlidersHorizontal } from 'lucide-react';
import { withShared } from '../../domain/comparison.ts';
import { limits } from '../../domain/config.ts';
import { applyPreset, matchingPreset, presetNames } from '../../domain/presets.ts';
import { commonSeeds, nextSeed } from '../../domain/seeds.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Choice } from '../../ui/controls.tsx';
import { later } from '../../ui/later.tsx';
import { numberWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Term } from '../../ui/term.tsx';
import { useRecordedSettings } from '../shared/recorded-settings.ts';
import { SeedNote } from './seed-note.tsx';

const Settings = later(() => import('./settings.tsx'));

const ICON = 16;

export function Setup() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const { seed } = comparison.shared;
  const { min, max } = limits.seed;
  const setSeed = (value: number) => lab.change(withShared(comparison, { seed: value }), 'seed');
  return (
    <section className="setup" aria-label={text.setup}>
      <Choice
        legend={<Term name="preset">{text.preset}</Term>}
        options={presetNames.map((value) => ({ value, label: text.presets[value] }))}
        value={matchingPreset(comparison)}
        onChange={(name) => lab.change(applyPreset(comparison, name), 'preset')}
      />
      <div className="seed-row">
        <Term name="seed">{text.seedNote.seed}</Term>
        <ParsedField
          label={text.fields.seed}
          hideLabel
          value={seed}
          parse={numberWithin(limits.seed, true)}
          hint={text.wholeOutOfRange(String(min), String(max))}
          onChange={setSeed}
        />
        <AnotherSeed onChange={setSeed} />
      </div>
      <SeedNote />
      <Sheet
        side
        title={text.settings}
        trigger={
          <button type="button" className="quiet all-settings">
            <SlidersHorizontal aria-hidden="true" size={ICON} />
            {text.allSettings}
          </button>
        }
      >
        <Settings />
      </Sheet>
    </section>
  );
}

/** The next of the recorded seeds, so that what is shown before Run is of a run; elsewhere the next number. */
function AnotherSeed({ onChange }: { onChange: (seed: number) => void }) {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const recorded = useRecordedSettings();
  return (
    <button type="button" onClick={() => onChange(nextSeed(comparison.shared.seed, commonSeeds(recorded)))}>
      <ArrowRight aria-hidden="true" size={ICON} />
      {text.seedNote.another}
    </button>
  );
}
