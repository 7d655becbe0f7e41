/** What happened to the runs, marked in the chart: each mark has a title for the pointer and for screen readers. */
import { readAt } from './chart-data.ts';
import type { ChartEvent, Curve } from './curve.ts';
import { PALE } from './curve-layer.tsx';
import { usePlot } from './curves-context.ts';
import { textWidth } from './end-labels.ts';
import { BESIDE_LINE, MARK_RADIUS, rateMarks, spreadMarks } from './event-marks.ts';

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
  const { curves, data, events, words } = drawn;
  const { area, x, y } = plot;
  const told = new Set(events.flatMap(({ kind, curve }) => (kind === 'nan' ? (curve ?? []) : [])));
  // A curve that is not a number from some step on has failed, whoever says so.
  const failures = curves.flatMap(({ name, ghost }, i): ChartEvent[] => {
    const step = data.curves[i]!.failedAt;
    const label = `${name}: ${words.notANumber}`;
    return step === undefined || ghost || told.has(name)
      ? []
      : [{ step, kind: 'nan', label, title: `${label}, ${words.step} ${step}`, curve: name }];
  });
  const marks = [...events, ...failures].flatMap((event) => {
    const index = curves.findIndex(({ name, ghost }) => name === event.curve && !ghost);
    const at = event.kind === 'rate' || index < 0 ? undefined : placeOf(event, index);
    return at ? [{ event, curve: curves[index]!, ...at }] : [];
  });
  spreadMarks(marks);
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
            <text className="chart-event-beside" x={left + MARK_RADIUS + 3} y={top - 5}>
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

  /** On its curve, at the step or where the curve was last a number before it. */
  function placeOf({ step }: ChartEvent, index: number): { x: number; y: number } | undefined {
    const { strongest } = data.curves[index]!;
    let point = readAt(strongest, Math.min(step, strongest.steps.at(-1) ?? step));
    while (point && !Number.isFinite(y(point.value))) point = readAt(strongest, point.step - 1);
    const left = x(step);
    if (!point || left < area.x - 0.5 || left > area.x + area.width + 0.5) return undefined;
    const inside = Math.min(
      area.y + area.height - MARK_RADIUS,
      Math.max(area.y + MARK_RADIUS, y(point.value)),
    );
    return { x: left, y: inside };
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
      <text x={x + MARK_RADIUS + 3} y={y + 4}>
        {label}
      </text>
    </>
  );
}
