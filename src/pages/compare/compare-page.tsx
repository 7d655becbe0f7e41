/** The main job: the arms of a comparison side by side, their curves live. */
import { lazy, Suspense } from 'react';
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import { News } from '../shared/news.tsx';
import { AddRun } from './add-run.tsx';
import { Charts } from './charts.tsx';
import { Digits } from './digits.tsx';
import { LearningRateControl } from './learning-rate.tsx';
import { RunCard } from './run-card.tsx';
import { RunControls } from './run-controls.tsx';
import { Setup } from './setup.tsx';
import { Story } from './story.tsx';

const now = import('./now.tsx');
// Whoever draws it is told.
now.catch(() => {});
const Now = lazy(() => now);

export function ComparePage() {
  return (
    <main className="compare">
      <Story />
      <div className="deck">
        <RunControls />
        <LearningRateControl />
        <Setup />
      </div>
      <News />
      <Suspense fallback={<div className="now" />}>
        <Now />
      </Suspense>
      <Stage />
      <Digits />
    </main>
  );
}

function Stage() {
  const text = useText();
  const runs = useLab((state) => state.runs);
  const labels = armNames(
    runs.map(({ record }) => record.config),
    text,
  );
  return (
    <div className="stage" data-count={runs.length}>
      <Charts />
      <div className="cards">
        {runs.map((run, i) => (
          <RunCard key={armLooks[i]!.name} index={i} run={run} look={armLooks[i]!} label={labels[i]!} />
        ))}
        <AddRun />
      </div>
    </div>
  );
}
