/** Run, pause, look back by dragging, multiply the weights, and how often is looked. */
import { X } from 'lucide-react';
import { lookIntervals, lookingShare } from '../../domain/looking.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { Choice } from '../../ui/controls.tsx';
import { countText, percent } from '../../ui/format.ts';
import { usePointedStep, usePointerStore } from '../../ui/panels/pointer.ts';
import { Select } from '../../ui/select.tsx';
import { TipButton } from '../../ui/tip.tsx';
import { RunLine } from '../shared/run-line.tsx';
import { TransportButtons } from '../shared/transport-buttons.tsx';
import { useInsideView } from './inside-context.ts';
import { stepsOf } from './shown.ts';
import { useInsideText } from './use-text.ts';

const ICON = 16;

export function TimeLine({ isLog, onLog }: { isLog: boolean; onLog: (isLog: boolean) => void }) {
  return (
    <section className="time-line" aria-label={useInsideText().inside.toolbar}>
      <Transport />
      <StepSlider />
      <Names />
      <AxisChoice isLog={isLog} onLog={onLog} />
    </section>
  );
}

function Transport() {
  const text = useInsideText();
  const status = useLab((state) => state.status);
  const step = useLab(({ runs }) => Math.max(...runs.map(({ summary }) => summary.step)));
  return (
    <div className="time-buttons">
      <TransportButtons step={step} />
      <TipButton
        tip={text.inside.timesTenHint}
        onClick={() => lab.scaleKernels(10)}
        disabled={status === 'finished' || step === 0}
      >
        {text.inside.timesTen}
      </TipButton>
    </div>
  );
}

function StepSlider() {
  const text = useInsideText();
  const { arms } = useInsideView();
  const pointer = usePointerStore();
  const pointed = usePointedStep();
  const steps = stepsOf(arms);
  const last = steps.length - 1;
  const at =
    pointed === undefined
      ? last
      : Math.max(
          0,
          steps.findLastIndex((step) => step <= pointed),
        );
  const shown = countText(steps[at] ?? 0);
  const isNewest = pointed === undefined;
  return (
    <div className="step-slider">
      <span className="number">
        {text.inside.step} <b>{shown}</b>
      </span>
      <input
        type="range"
        aria-label={text.inside.step}
        aria-valuetext={isNewest ? `${shown}, ${text.inside.live}` : shown}
        min={0}
        max={Math.max(0, last)}
        value={Math.max(0, at)}
        disabled={last < 1}
        onChange={(event) => {
          const place = Number(event.target.value);
          pointer.setState({ step: place === last ? undefined : steps[place] });
        }}
      />
      {isNewest ? (
        <span className="hint">{text.inside.live}</span>
      ) : (
        <button type="button" className="quiet" onClick={() => pointer.setState({ step: undefined })}>
          <X aria-hidden="true" size={ICON} />
          {text.inside.toNewest}
        </button>
      )}
    </div>
  );
}

/** What the lines of all panels are. */
function Names() {
  const { arms } = useInsideView();
  return (
    <ul className="inside-names">
      {arms.map(({ name, label, colour, dash }) => (
        <li key={name} style={{ color: colour }}>
          <RunLine colour={colour} {...(dash !== undefined && { dash })} />
          <b>{name}</b> {label}
        </li>
      ))}
    </ul>
  );
}

function AxisChoice({ isLog, onLog }: { isLog: boolean; onLog: (isLog: boolean) => void }) {
  const text = useInsideText();
  return (
    <Choice
      legend={text.inside.axis}
      hideLegend
      options={(['log', 'linear'] as const).map((value) => ({ value, label: text.inside.axes[value] }))}
      value={isLog ? 'log' : 'linear'}
      onChange={(value) => onLog(value === 'log')}
    />
  );
}

const OFF = 'off';

/** How often is looked, and what it costs. */
export function LookingControl() {
  const text = useInsideText();
  const looking = useLab((state) => state.looking);
  const share = useLab(({ runs }) =>
    lookingShare(
      runs.reduce((sum, { record }) => sum + record.lookingTime, 0),
      runs.reduce((sum, { record }) => sum + (record.time.last?.value ?? 0), 0),
    ),
  );
  const intervals = lookIntervals.map((steps) => ({
    value: String(steps),
    label: text.inside.every(steps),
  }));
  return (
    <div className="looking-control">
      <Select
        label={text.inside.looking}
        options={[...intervals, { value: OFF, label: text.inside.off }]}
        value={looking === undefined ? OFF : String(looking)}
        onChange={(value) => lab.setLooking(value === OFF ? undefined : Number(value))}
      />
      <p className="hint number">
        {share > 0 ? text.inside.cost(percent(share, 0)) : text.inside.costUnknown}
      </p>
    </div>
  );
}
