/** Run, pause, one step, reset, and how far it is. */
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Progress } from '../../ui/controls.tsx';
import { countText, timeLeftText } from '../../ui/format.ts';

export function RunControls() {
  const text = useText();
  const status = useLab((state) => state.status);
  const steps = useLab((state) => state.comparison.steps);
  const runs = useLab((state) => state.runs);
  const left = useLab((state) => state.millisecondsLeft);
  const active = status === 'running' || status === 'starting';
  const broken = runs.some((run) => run.error !== undefined);
  const live = runs.filter((run) => !run.ended);
  const step = Math.min(steps, ...(live.length > 0 ? live : runs).map((run) => run.summary.step));
  const label = active ? text.buttons.pause : step > 0 ? text.buttons.resume : text.buttons.run;
  return (
    <section className="run-controls" aria-label={text.progress}>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          onClick={() => lab.toggle()}
          disabled={status === 'finished' || status === 'pausing' || broken}
        >
          <span aria-hidden="true">{active ? '❚❚' : '▶'}</span> {label}
        </button>
        <button
          type="button"
          onClick={() => lab.stepOnce()}
          disabled={active || status === 'finished' || status === 'pausing' || broken}
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
