/** Colours as every program that shows SVG reads them: browsers write mixtures in a newer form. */

/** From what `getComputedStyle` says: a colour without its opacity, and that. */
export function plainColour(css: string): { colour: string; opacity: number } {
  const numbers = [...css.matchAll(/-?[\d.]+(?:e-?\d+)?%?/g)].map(([text]) => Number.parseFloat(text));
  const scale = css.startsWith('color(srgb') ? 255 : css.startsWith('rgb') ? 1 : undefined;
  // Whatever else there is, such as "none", is the same everywhere.
  if (scale === undefined || numbers.length < 3) return { colour: css, opacity: 1 };
  const channels = numbers.slice(0, 3).map((value) => Math.min(255, Math.max(0, Math.round(value * scale))));
  return {
    colour: `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`,
    opacity: numbers[3] ?? 1,
  };
}
