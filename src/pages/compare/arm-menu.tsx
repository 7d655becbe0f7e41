/** What opens at an arm's name: its own settings, and the way to be rid of it. Loaded when the first one opens. */
import { armLimits, removeArm, withArm } from '../../domain/comparison.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { OwnSettings } from './own-settings.tsx';

export default function ArmMenu({ index }: { index: number }) {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const arm = comparison.arms[index];
  if (!arm) return null;
  const { name } = armLooks[index]!;
  return (
    <>
      <p className="term-name">{text.armSettings(name)}</p>
      <div className="fields">
        <OwnSettings
          index={index}
          arm={arm}
          shared={comparison.shared}
          onChange={(next) => lab.change(withArm(comparison, index, next), 'arms')}
        />
      </div>
      {comparison.arms.length > armLimits.min && (
        <button
          type="button"
          className="small"
          onClick={() => lab.change(removeArm(comparison, index), 'arms')}
        >
          {text.removeArm(name)}
        </button>
      )}
    </>
  );
}
