/** Run, pause, one step, reset, and how far it is. */
import type { LabState } from '../../lab/comparison/state.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Progress } from '../../ui/controls.tsx';
import { countText, timeLeftText } from '../../ui/format.ts';

export function RunControls() {
  const text = useText();
  const status = useLab((state) => state.status);
  const steps = useLab((state) => state.comparison.shared.steps);
  const runs = useLab((state) => state.runs);
  const left = useLab((state) => state.millisecondsLeft);
  const active = status === 'running' || status === 'starting';
  const live = runs.filter((run) => !run.ended && run.problem === undefined);
  const step = Math.min(steps, ...(live.length > 0 ? live : runs).map((run) => run.summary.step));
  return (
    <section className="run-controls" aria-label={text.progress}>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          onClick={() => (status === 'finished' ? lab.run() : lab.toggle())}
          disabled={status === 'pausing'}
        >
          <span aria-hidden="true">{active ? '❚❚' : '▶'}</span> {text.buttons[mainAction(status, step)]}
        </button>
        <button
          type="button"
          onClick={() => lab.stepOnce()}
          disabled={active || status === 'finished' || status === 'pausing'}
        >
          {text.buttons.step}
        </button>
        <button type="button" onClick={() => lab.reset()}>
          {text.buttons.reset}
        </button>
      </div>
      <Progress label={text.progress} value={step} max={steps} />
      <p className="progress-text">
        <span className="number">{text.stepOf(countText(step), countText(steps))}</span>
        <span>
          {status === 'running' && left !== undefined && left > 0
            ? text.timeLeft(timeLeftText(left, text))
            : text.status[status]}
        </span>
      </p>
      <Loading />
    </section>
  );
}

/** What the large button does next. */
function mainAction(status: LabState['status'], step: number): 'run' | 'pause' | 'resume' | 'again' {
  if (status === 'running' || status === 'starting') return 'pause';
  if (status === 'finished') return 'again';
  return step > 0 ? 'resume' : 'run';
}

/** How much of MNIST is there; when all is, how to run without a mouse. */
function Loading() {
  const text = useText();
  const data = useLab((state) => state.data);
  if (data.phase !== 'loading' || data.fromCache) return <p className="hint">{text.runHint}</p>;
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
