/** What happened to the runs, marked in the chart: each mark has a title for the pointer and for screen readers. */
import type { ChartEvent, Curve } from './curve.ts';
import { PALE } from './curve-layer.tsx';
import { usePlot } from './curves-context.ts';
import { textWidth } from './end-labels.ts';
import { BESIDE_LINE, BESIDE_MARK, MARK_RADIUS, rateMarks } from './event-marks.ts';
import { eventPlaces } from './event-places.ts';

/** From the plot's upper edge to the base of the labels above it. */
const ABOVE = 7;
/** From the middle of a mark to its corners. */
const CORNER = 5;

/** Rates that were changed: lines behind all curves, so that none goes through a label. */
export function RateLayer() {
  const { drawn, plot } = usePlot();
  if (!plot) return null;
  const { area, x } = plot;
  const rates = rateMarks(
    drawn.events.filter(({ kind }) => kind === 'rate'),
    x,
    area,
    drawn.room,
  );
  return (
    <g className="chart-events">
      {rates.map((rate) => (
        // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is a part of a drawing, and takes no input.
        <g key={rate.x} className="chart-rate" role="img" aria-label={rate.titles.join('\n')}>
          <title>{rate.titles.join('\n')}</title>
          <line x1={rate.x} x2={rate.x} y1={area.y - ABOVE - 8} y2={area.y + area.height} />
          <rect x={rate.x - 4} width={8} y={area.y - ABOVE - 8} height={area.height + ABOVE + 8} />
          {rate.text && (
            <text
              x={rate.x + (rate.textAnchor === 'start' ? BESIDE_LINE : -BESIDE_LINE)}
              y={area.y - ABOVE}
              textAnchor={rate.textAnchor}
            >
              {rate.text}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** What became of the runs, marked on their curves. */
export function EventLayer() {
  const { drawn, plot } = usePlot();
  if (!plot) return null;
  const { curves, data } = drawn;
  const { area, x } = plot;
  const marks = eventPlaces(drawn, plot);
  return (
    <g className="chart-events">
      {marks.map(({ event, curve, x: left, y: top }) => (
        // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is a part of a drawing, and takes no input.
        <g
          key={`${event.kind} ${event.curve}`}
          className={`chart-event chart-event-${event.kind}`}
          role="img"
          aria-label={event.title}
          color={curve.colour}
          opacity={curve.pale ? PALE : undefined}
        >
          <title>{event.title}</title>
          <circle cx={left} cy={top} r={MARK_RADIUS} />
          <Sign event={event} x={left} y={top} />
          {event.beside && left + MARK_RADIUS + textWidth(event.beside) < endOf(curve) && (
            <text className="chart-event-beside" x={left + MARK_RADIUS + BESIDE_MARK} y={top - 5}>
              {event.beside}
            </text>
          )}
        </g>
      ))}
    </g>
  );

  /** Where the label at the end of a curve begins. */
  function endOf(curve: Curve): number {
    const { end } = data.curves[curves.indexOf(curve)]!;
    return end ? x(end.step) - MARK_RADIUS : area.x;
  }
}

function Sign({ event: { kind, label }, x, y }: { event: ChartEvent; x: number; y: number }) {
  if (kind === 'plateau') return <path d={`M${x} ${y - CORNER}L${x + CORNER} ${y + 4}H${x - CORNER}Z`} />;
  if (kind === 'collapsed')
    return (
      <text x={x} y={y + 4} textAnchor="middle">
        {label}
      </text>
    );
  return (
    <>
      <path d={`M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x + 4} ${y - 4}L${x - 4} ${y + 4}`} />
      <text x={x + MARK_RADIUS + BESIDE_MARK} y={y + 4}>
        {label}
      </text>
    </>
  );
}
