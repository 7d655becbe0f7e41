/** A piece of an arm's curve, as in a legend. */
import type { Look } from './arm-looks.ts';

export function RunLine({ colour, dash }: Pick<Look, 'colour' | 'dash'>) {
  return (
    <svg
      className="run-line"
      viewBox="0 0 28 6"
      aria-hidden="true"
      style={{ '--run': colour } as React.CSSProperties}
    >
      <line x1="1" y1="3" x2="27" y2="3" strokeDasharray={dash} />
    </svg>
  );
}
