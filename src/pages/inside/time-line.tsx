/** Run, pause, look back by dragging, and what the lines of all panels are. */
import { X } from 'lucide-react';
import { useLab } from '../../lab/instance.ts';
import { Choice } from '../../ui/controls.tsx';
import { countText } from '../../ui/format.ts';
import { nearestIndex } from '../../ui/panels/place.ts';
import { useChosenStep, usePointerStore } from '../../ui/panels/pointer.ts';
import { TransportButtons } from '../shared/transport-buttons.tsx';
import { useInsideView } from './inside-context.ts';
import { type Alone, Legend } from './legend.tsx';
import { stepsOf } from './shown.ts';
import { useInsideText } from './use-text.ts';

const ICON = 16;

interface TimeLineProps {
  isLog: boolean;
  onLog: (isLog: boolean) => void;
  alone: Alone;
  onAlone: (alone: Alone) => void;
}

export function TimeLine({ isLog, onLog, alone, onAlone }: TimeLineProps) {
  return (
    <section className="time-line" aria-label={useInsideText().inside.toolbar}>
      <Transport />
      <StepSlider />
      <AxisChoice isLog={isLog} onLog={onLog} />
      <Legend alone={alone} onAlone={onAlone} />
    </section>
  );
}

function Transport() {
  const step = useLab(({ runs }) => Math.max(...runs.map(({ summary }) => summary.step)));
  return (
    <div className="time-buttons">
      <TransportButtons step={step} />
    </div>
  );
}

function StepSlider() {
  const text = useInsideText();
  const { arms } = useInsideView();
  const pointer = usePointerStore();
  const chosen = useChosenStep();
  const steps = stepsOf(arms);
  const last = steps.length - 1;
  const at = chosen === undefined ? last : (nearestIndex(steps, chosen) ?? 0);
  const shown = countText(steps[at] ?? 0);
  const isNewest = chosen === undefined;
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
          pointer.setState({ chosen: place === last ? undefined : steps[place] });
        }}
      />
      {/* As wide in both cases: what is dragged must not move. */}
      <span className="step-newest">
        {isNewest ? (
          <span className="hint">{text.inside.live}</span>
        ) : (
          <button
            type="button"
            className="quiet"
            aria-label={text.inside.toNewest}
            onClick={() => pointer.setState({ chosen: undefined })}
          >
            <X aria-hidden="true" size={ICON} />
            <span>{text.inside.toNewest}</span>
          </button>
        )}
      </span>
    </div>
  );
}

function AxisChoice({ isLog, onLog }: Pick<TimeLineProps, 'isLog' | 'onLog'>) {
  const text = useInsideText();
  return (
    <Choice
      legend={text.inside.axis}
      options={(['log', 'linear'] as const).map((value) => ({ value, label: text.inside.axes[value] }))}
      value={isLog ? 'log' : 'linear'}
      onChange={(value) => onLog(value === 'log')}
    />
  );
}
