/** Multiplies the weights in the middle of a run; says when that can be done, and what to look for. */
import { lab, useLab } from '../../lab/instance.ts';
import { TipButton } from '../../ui/tip.tsx';
import { useInsideText } from './use-text.ts';

export function TimesTen() {
  const text = useInsideText();
  const state = useLab(({ status, runs }) => {
    if (status === 'finished') return 'after';
    return Math.max(...runs.map(({ summary }) => summary.step)) === 0 ? 'before' : 'now';
  });
  return (
    <div className="times-ten">
      <p>{text.inside.scale.tryIt}</p>
      <div>
        <TipButton
          tip={text.inside.timesTenHint}
          onClick={() => lab.scaleKernels(10)}
          disabled={state !== 'now'}
        >
          {text.inside.timesTen}
        </TipButton>
        <span className="hint">{text.inside.timesTenWhen[state]}</span>
      </div>
    </div>
  );
}
