/** The main job: the arms of a comparison side by side, their curves live. */
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { later } from '../../ui/later.tsx';
import { Part } from '../../ui/part.tsx';
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

const Now = later(() => import('./now.tsx'), 'begun');

export function ComparePage() {
  return (
    <main className="compare">
      <Part>
        <Story />
      </Part>
      <div className="deck">
        <Part>
          <RunControls />
        </Part>
        <Part>
          <LearningRateControl />
        </Part>
        <Part>
          <Setup />
        </Part>
      </div>
      <News />
      <Part meanwhile={<div className="now" />}>
        <Now />
      </Part>
      <Part>
        <Stage />
      </Part>
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
      <Charts />
      <div className="cards">
        {runs.map((run, i) => (
          <Part key={armLooks[i]!.name}>
            <RunCard index={i} run={run} look={armLooks[i]!} label={labels[i]!} />
          </Part>
        ))}
        <Part>
          <AddRun />
        </Part>
      </div>
    </div>
  );
}
