/** One arm more, where there is room. */
import { Plus } from 'lucide-react';
import { addArm, armLimits } from '../../domain/comparison.ts';
import { nextArm } from '../../domain/next-arm.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';

export function AddRun() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  if (comparison.arms.length >= armLimits.max) return null;
  return (
    <button
      type="button"
      className="add-run"
      onClick={() => lab.change(addArm(comparison, nextArm(comparison)), 'arms')}
    >
      <Plus aria-hidden="true" size={16} />
      {text.addArm}
    </button>
  );
}
