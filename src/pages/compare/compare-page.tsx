/** The main job: the arms of a comparison side by side, their curves live. */
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import { News } from '../shared/news.tsx';
import { Charts } from './charts.tsx';
import { RunCard } from './run-card.tsx';
import { RunControls } from './run-controls.tsx';
import { SeedNote } from './seed-note.tsx';
import { Settings } from './settings.tsx';

export function ComparePage() {
  return (
    <main className="compare">
      <div className="rail">
        <RunControls />
        <Settings />
      </div>
      <div className="stage">
        <News />
        <SeedNote />
        <Charts />
        <Cards />
      </div>
    </main>
  );
}

function Cards() {
  const text = useText();
  const runs = useLab((state) => state.runs);
  const labels = armNames(
    runs.map(({ record }) => record.config),
    text,
  );
  return (
    <div className="cards" data-count={runs.length}>
      {runs.map((run, i) => (
        <RunCard key={armLooks[i]!.name} run={run} look={armLooks[i]!} label={labels[i]!} />
      ))}
    </div>
  );
}
