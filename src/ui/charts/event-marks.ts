/** Where the marks of events stand. All in pixels. */
import type { ChartEvent } from './curve.ts';
import type { PlotArea } from './end-labels.ts';

/** Changes of the rate that are drawn as one line, as a thumb that is dragged makes many. */
interface RateMark {
  x: number;
  /** What is written above the plot; nothing where there is no room. */
  text: string | undefined;
  textAnchor: 'start' | 'end';
  titles: string[];
}

/** Changes nearer to each other than this are one line. */
const ONE_LINE = 8;
/** Of a letter of a tick's size, and between two labels. */
const LETTER = 6.5;
const GAP = 8;
/** From a line to its label. */
export const BESIDE_LINE = 4;

/**
 * Lines of rate changes, with as much of their labels as has room above the plot. The latest change has it first: it is
 * the one in force.
 */
export function rateMarks(
  events: readonly ChartEvent[],
  x: (step: number) => number,
  area: PlotArea,
  room: number,
): RateMark[] {
  const right = area.x + area.width;
  const groups: { x: number; events: ChartEvent[] }[] = [];
  for (const event of [...events].sort((a, b) => a.step - b.step)) {
    const at = x(event.step);
    if (at < area.x - 0.5 || at > right + 0.5) continue;
    const last = groups.at(-1);
    if (last && at - last.x < ONE_LINE) last.events.push(event);
    else groups.push({ x: at, events: [event] });
  }
  let free = right + room;
  return groups
    .reverse()
    .map(({ x: at, events: together }) => {
      const { label, short = label } = together.at(-1)!;
      // Of several changes in one place it is told what they came to.
      const texts = together.length > 1 ? [short] : [label, short];
      const widthOf = (text: string) => text.length * LETTER + BESIDE_LINE;
      const after = texts.find((text) => at + widthOf(text) <= free);
      const before = free >= right + room ? texts.find((text) => at - widthOf(text) >= area.x) : undefined;
      const text = after ?? before;
      const textAnchor = after === undefined && text !== undefined ? ('end' as const) : ('start' as const);
      free = (textAnchor === 'end' ? at - widthOf(text!) : at) - GAP;
      return { x: at, text, textAnchor, titles: together.map(({ title }) => title) };
    })
    .reverse();
}

/** Half of a mark's size, with the room around it. */
export const MARK_RADIUS = 8;
/** From a mark to the words behind it. */
export const BESIDE_MARK = 3;

/** Moves marks that would cover another to its right, as their own step is told by their title. */
export function spreadMarks(marks: readonly { x: number; y: number }[]): void {
  const placed: { x: number; y: number }[] = [];
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    for (let other = covered(mark, placed); other; other = covered(mark, placed))
      mark.x = other.x + 2 * MARK_RADIUS;
    placed.push(mark);
  }
}

function covered(mark: { x: number; y: number }, placed: readonly { x: number; y: number }[]) {
  return placed.find(
    (other) =>
      Math.abs(other.x - mark.x) < 2 * MARK_RADIUS - 1e-6 && Math.abs(other.y - mark.y) < 2 * MARK_RADIUS,
  );
}
