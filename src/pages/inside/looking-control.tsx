/** How often is looked, and what it costs. */
import { lookIntervals, lookingShare } from '../../domain/looking.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { percent } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { useInsideText } from './use-text.ts';

const OFF = 'off';

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
