/** Run, pause, one step, reset, and how far it is. */
import { RotateCcw } from 'lucide-react';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Progress } from '../../ui/controls.tsx';
import { countText, timeLeftText } from '../../ui/format.ts';
import { PHONE, useMedia } from '../../ui/use-media.ts';
import { InterruptedNews } from '../shared/kept.tsx';
import { RestartNews } from '../shared/news.tsx';
import { TransportButtons } from '../shared/transport-buttons.tsx';
import { stepsPerSecondText } from './speed-text.ts';

const ICON = 16;

export function RunControls() {
  const text = useText();
  const isPhone = useMedia(PHONE);
  const status = useLab((state) => state.status);
  const steps = useLab((state) => state.comparison.shared.steps);
  const runs = useLab((state) => state.runs);
  const left = useLab((state) => state.millisecondsLeft);
  const live = runs.filter((run) => !run.ended && run.problem === undefined);
  const made = (of: typeof runs) => of.map((run) => run.summary.step);
  // A run whose numbers were lost early holds nobody up, and says nothing of how far the others came.
  const step = Math.min(steps, live.length > 0 ? Math.min(...made(live)) : Math.max(...made(runs)));
  return (
    <section className="run-controls" aria-label={text.progress}>
      <div className="buttons">
        <TransportButtons
          step={step}
          // On a phone the curves may be out of sight, and they are what now begins to move.
          onRun={() => {
            if (isPhone) document.querySelector('.charts')?.scrollIntoView({ block: 'center' });
          }}
        />
        <button type="button" aria-label={text.buttons.reset} onClick={() => lab.reset()}>
          <RotateCcw aria-hidden="true" size={ICON} />
          <span className="wide-only">{text.buttons.reset}</span>
        </button>
      </div>
      {!isPhone && <RestartNews />}
      {!isPhone && <InterruptedNews />}
      <div className="how-far">
        <p className="progress-step number">
          <b>{countText(step)}</b> {text.ofSteps(countText(steps))}
          <span className="step-unit"> {text.stepUnit}</span>
        </p>
        <Progress label={text.progress} value={step} max={steps} />
        <p className="progress-text number">
          <span>
            {status === 'running' && left !== undefined && left > 0
              ? text.timeLeft(timeLeftText(left, text))
              : text.status[status]}
          </span>
          <span>{stepsPerSecondText(runs, text)}</span>
        </p>
      </div>
      <Loading />
    </section>
  );
}

/** How much of MNIST is there, while it comes by the network. */
function Loading() {
  const text = useText();
  const data = useLab((state) => state.data);
  // Once the first steps go on, what still comes keeps nobody waiting.
  const isTraining = useLab(({ status, granted }) => status === 'running' && granted > 0);
  if (data.phase !== 'loading' || data.fromCache || isTraining) return null;
  return (
    <div className="loading hint">
      <span>
        {text.data.loading}: {text.data.progress(megabytes(data.loadedBytes), megabytes(data.totalBytes))}
      </span>
      <Progress label={text.data.loading} value={data.loadedBytes} max={Math.max(1, data.totalBytes)} />
    </div>
  );
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
