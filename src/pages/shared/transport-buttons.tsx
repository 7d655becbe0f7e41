/** Run, pause, go on, begin again; and one step more. */
import { Pause, Play, StepForward } from 'lucide-react';
import type { LabState } from '../../lab/comparison/state.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { TipButton } from '../../ui/tip.tsx';

const ICON = 16;

/** `step`: how far the runs are. `onRun` is told when training is asked for. */
export function TransportButtons({ step, onRun }: { step: number; onRun?: () => void }) {
  const text = useText();
  const status = useLab((state) => state.status);
  const active = status === 'running' || status === 'starting';
  return (
    <>
      <button
        type="button"
        className="primary"
        onClick={() => {
          if (status === 'finished') lab.run();
          else lab.toggle();
          if (!active) onRun?.();
        }}
        disabled={status === 'pausing'}
      >
        {active ? <Pause aria-hidden="true" size={ICON} /> : <Play aria-hidden="true" size={ICON} />}
        {text.buttons[mainAction(status, step)]}
      </button>
      <TipButton
        tip={text.buttons.step}
        aria-label={text.buttons.step}
        onClick={() => lab.stepOnce()}
        disabled={active || status === 'finished' || status === 'pausing'}
      >
        <StepForward aria-hidden="true" size={ICON} />
      </TipButton>
    </>
  );
}

/** What the large button does next. */
function mainAction(status: LabState['status'], step: number): 'run' | 'pause' | 'resume' | 'again' {
  if (status === 'running' || status === 'starting') return 'pause';
  if (status === 'finished') return 'again';
  return step > 0 ? 'resume' : 'run';
}
