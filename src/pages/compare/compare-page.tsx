/** The main job: the arms of a comparison side by side, their curves live. */
import { lazy, Suspense } from 'react';
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import { News } from '../shared/news.tsx';
import { RunCard } from './run-card.tsx';
import { RunControls } from './run-controls.tsx';
import { Settings } from './settings.tsx';

// The charts are most of the page's program; settings and buttons work before they are there.
const Charts = lazy(() => import('./charts.tsx'));

export function ComparePage() {
  const text = useText();
  return (
    <main className="compare">
      <div className="rail">
        <RunControls />
        <Settings />
      </div>
      <div className="stage">
        <News />
        <Suspense fallback={<div className="charts charts-loading">{text.charts.loading}</div>}>
          <Charts />
        </Suspense>
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
