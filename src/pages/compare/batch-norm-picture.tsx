/** What Batch Normalization computes, as a picture: one feature over a batch, before and after. */
import { normalized } from '../../domain/normalized.ts';
import { useText } from '../../text/language.ts';

/** Ten values of one feature, as they may come out of a layer: far from 0, and wide apart. */
const BEFORE = [3.1, 5.4, 4.2, 7.9, 6.3, 2.2, 5.9, 4.8, 6.9, 3.8];

const { WIDTH, HEIGHT, PLOT, MIDDLE } = { WIDTH: 176, HEIGHT: 52, PLOT: 64, MIDDLE: 26 };

export function BatchNormPicture() {
  const text = useText();
  return (
    <svg
      className="bn-picture"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={text.story.picture}
    >
      <Dots x={0} values={BEFORE} unit={3} />
      <g transform={`translate(${PLOT + 6} ${MIDDLE})`} className="bn-arrow">
        <path d="M 0 0 H 32 M 27 -4 L 32 0 L 27 4" />
        <text x={16} y={-8} textAnchor="middle">
          x − μ
        </text>
        <text x={16} y={18} textAnchor="middle">
          σ
        </text>
      </g>
      <Dots x={WIDTH - PLOT - 2} values={normalized(BEFORE)} unit={9} />
    </svg>
  );
}

/** Values, each another, as dots around a line at 0. */
function Dots({ x, values, unit }: { x: number; values: readonly number[]; unit: number }) {
  const apart = PLOT / values.length;
  return (
    <g transform={`translate(${x} 0)`}>
      <line x1={0} x2={PLOT} y1={MIDDLE} y2={MIDDLE} className="bn-zero" />
      {values.map((value, i) => (
        <circle key={value} cx={apart * (i + 0.5)} cy={Math.max(3, MIDDLE - value * unit)} r={2.5} />
      ))}
    </g>
  );
}
