/** The arms of the comparison: what each does otherwise than the others, and one less. */
import { hasBatchNorm } from '../../domain/arm-switch.ts';
import {
  type Arm,
  armLimits,
  armSettings,
  type Comparison,
  removeArm,
  withArm,
} from '../../domain/comparison.ts';
import type { RunConfig } from '../../domain/config.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { RunLine } from '../shared/run-line.tsx';
import { OwnSettings } from './own-settings.tsx';

export function Arms() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const change = (next: Comparison) => lab.change(next, 'arms');
  return (
    <fieldset className="group runs">
      <legend>{text.runs}</legend>
      {comparison.arms.map((arm, index) => (
        <ArmRow
          key={armLooks[index]!.name}
          index={index}
          arm={arm}
          shared={comparison.shared}
          onChange={(next) => change(withArm(comparison, index, next))}
          {...(comparison.arms.length > armLimits.min && {
            onRemove: () => change(removeArm(comparison, index)),
          })}
        />
      ))}
    </fieldset>
  );
}

interface ArmRowProps {
  index: number;
  arm: Arm;
  shared: RunConfig;
  onChange: (arm: Arm) => void;
  onRemove?: () => void;
}

function ArmRow({ index, arm, shared, onChange, onRemove }: ArmRowProps) {
  const text = useText();
  const look = armLooks[index]!;
  const { name } = look;
  const isOn = hasBatchNorm({ shared }, arm);
  const count = armSettings.filter(
    (setting) => arm[setting] !== undefined && !(setting === 'normalization' && !isOn),
  ).length;
  return (
    <div className="arm">
      <details>
        <summary>
          <RunLine {...look} />
          {text.armSettings(name)}
          {count > 0 && <small> {text.ownSettings(count)}</small>}
        </summary>
        <div className="fields">
          <OwnSettings index={index} arm={arm} shared={shared} onChange={onChange} />
        </div>
        {onRemove && (
          <button type="button" className="small" onClick={onRemove}>
            {text.removeArm(name)}
          </button>
        )}
      </details>
    </div>
  );
}
