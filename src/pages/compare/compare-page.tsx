/** The main job: the arms of a comparison side by side, their curves live. */
import { lazy, Suspense } from 'react';
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import { News } from '../shared/news.tsx';
import { Part } from '../shared/part.tsx';
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
      <Part>
        <Suspense fallback={<div className="now" />}>
          <Now />
        </Suspense>
      </Part>
      <Stage />
      <Part>
        <Digits />
      </Part>
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
      <Part>
        <Charts />
      </Part>
      <div className="cards">
        {runs.map((run, i) => (
          <Part key={armLooks[i]!.name}>
            <RunCard index={i} run={run} look={armLooks[i]!} label={labels[i]!} />
          </Part>
        ))}
        <AddRun />
      </div>
    </div>
  );
}
