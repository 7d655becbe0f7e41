/** The words along the axes, and the room they need. */

/** The labels of an axis without the zeros that all of them end in: "90%" and "92%", not "90.00%" and "92.00%". */
export function tickLabels(ticks: readonly number[], format: (value: number) => string): string[] {
  let labels = ticks.map(format);
  while (labels.length > 0 && labels.every((label) => /\.\d*0\D*$/.test(label)))
    labels = labels.map((label) => label.replace(/0(\D*)$/, '$1'));
  return labels.every((label) => /\.\D*$/.test(label))
    ? labels.map((label) => label.replace('.', ''))
    : labels;
}

/** Pixels from label to label. */
const LINE = 15;

/** As many of some ticks, even over all, as have room for their labels in so many pixels. */
export function roomyTicks(ticks: readonly number[], height: number): number[] {
  const every = Math.max(1, Math.ceil((LINE * (ticks.length - 1)) / Math.max(height, LINE)));
  return ticks.filter((_, i) => i % every === 0);
}

/** Pixels of a digit and of the widest other sign, the per cent, in the labels' size. */
const DIGIT = 7;
const WIDEST = 11;
/** Pixels between the labels and the plot. */
const GAP = 8;
/** Charts that stand under each other have their plots in line, unless a label is longer than usual. */
const USUAL_WIDTH = 44;

/** Pixels to be kept free for labels at the left of a plot. */
export function axisWidth(labels: readonly string[]): number {
  return Math.max(USUAL_WIDTH, Math.ceil(Math.max(0, ...labels.map(labelWidth)) + GAP));
}

/** Pixels by which a label under the end of a horizontal axis reaches over that. */
export function overhang(label: string): number {
  return Math.ceil(labelWidth(label) / 2);
}

function labelWidth(label: string): number {
  return [...label].reduce((width, sign) => width + (/[\d.,e+-]/.test(sign) ? DIGIT : WIDEST), 0);
}
