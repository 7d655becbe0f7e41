/** The main job: two runs side by side, their curves live. */
import { lazy, Suspense } from 'react';
import { useText } from '../../text/language.ts';
import { News } from './news.tsx';
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
        <div className="cards">
          <RunCard index={0} />
          <RunCard index={1} />
        </div>
      </div>
    </main>
  );
}
