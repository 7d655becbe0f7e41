/** Where the networks' points stand beside their learning rate, and the area that belongs to each. In pixels. */

export interface Slot {
  /** Where the point is drawn. */
  x: number;
  /** What a pointer may hit to mean it. */
  left: number;
  right: number;
  /** Where further marks of the point go: away from the other networks, or up where they are on both sides. */
  side: -1 | 0 | 1;
}

/** No column needs more; beyond it a pointer would hit what it is not near. */
const WIDEST_COLUMN = 80;
/** How far points go from the nearest place that they may have to the middle of their slots. */
const ASIDE = 0.27;

/**
 * The slots of `networks` networks at each rate. The rates share the plot, and the networks the column of their rate, so
 * no two slots overlap. Points keep nearer to their rate than to the middle of their slot, and the more so the less room
 * there is: they must not be taken for points of the rate beside them.
 *
 * @param xs places of the rates, ascending.
 * @param plot left and right end of the plot.
 * @returns for each rate the slots of its networks.
 */
export function slotsOf(
  xs: readonly number[],
  networks: number,
  plot: { left: number; right: number },
): Slot[][] {
  return xs.map((x, i) => {
    const before = i > 0 ? x - xs[i - 1]! : 2 * (x - plot.left);
    const after = i < xs.length - 1 ? xs[i + 1]! - x : 2 * (plot.right - x);
    const column = Math.max(0, Math.min(before, after, WIDEST_COLUMN));
    const width = column / networks;
    // At this distance the outermost points stand on the inner edge of their slots; none may be nearer.
    const nearest = networks > 2 ? 1 - 1 / (networks - 1) : 0;
    const apart = width * (nearest + (1 - nearest) * ASIDE);
    return Array.from({ length: networks }, (_, network) => {
      const place = network - (networks - 1) / 2;
      return {
        x: x + place * apart,
        left: x + (place - 0.5) * width,
        right: x + (place + 0.5) * width,
        side: Math.sign(place) as Slot['side'],
      };
    });
  });
}
