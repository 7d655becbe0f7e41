/**
 * The picture of a chart, that says by itself what it shows: title, what all runs share, what each line is, the chart, and
 * where it comes from. Made for a slide.
 */
import { linesOf, rowsOf } from './lines.ts';
import { node, type SvgNode } from './svg.ts';

/** What stands before a legend's words: a piece of a curve, a piece of a band, or a sign. */
type LegendSign =
  | { kind: 'line'; colour: string; dash?: string | undefined }
  | { kind: 'band'; colours: readonly string[] }
  | { kind: 'mark'; text: string };

export interface LegendItem {
  sign?: LegendSign;
  /** Of a run, in its colour. */
  name?: string;
  text: string;
}

/** What is said in a picture, besides the chart. */
export interface PictureWords {
  language: string;
  title: string;
  /** What all runs have in common. */
  shared: readonly string[];
  /** Each part begins a row. */
  legend: readonly (readonly LegendItem[])[];
  /** Small, under the chart, each from a new line. */
  origin: readonly string[];
}

/** How a picture is drawn: its colours, resolved, and how wide its letters are. */
export interface Pen {
  font: string;
  colour: (token: string) => string;
  width: (text: string, size: number, isBold: boolean) => number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** All but the chart, which is to be drawn into the box. */
export interface Layout {
  width: number;
  height: number;
  chart: Box;
  parts: readonly SvgNode[];
}

/** A slide's form; a picture with many words is higher. */
const WIDTH = 960;
const HEIGHT = 540;
const LEAST_CHART = 300;
const MARGIN = 32;
const INNER = WIDTH - 2 * MARGIN;

const TITLE = { size: 22, line: 30 };
const SHARED = { size: 13, line: 19 };
const LEGEND = { size: 14, line: 23, gap: 26, sign: 30, name: 7 };
const ORIGIN = { size: 10.5, line: 15 };
/** Above and under the chart. */
const GAP = 10;
/** From the top of a line to its base, of the size of its letters. */
const BASE = 0.95;
const BOLD = 600;

export function layoutOf(words: PictureWords, pen: Pen): Layout {
  const parts: SvgNode[] = [];
  let top = MARGIN - 6;
  /** Puts a text under what is there. */
  const say = (text: string, { size, line }: typeof TITLE, colour: string, isBold = false) => {
    for (const words of linesOf(text, INNER, (part) => pen.width(part, size, isBold))) {
      parts.push(textNode(words, MARGIN, top + BASE * size, size, pen.colour(colour), isBold));
      top += line;
    }
  };
  say(words.title, TITLE, 'var(--ink)', true);
  say(unbroken(words.shared), SHARED, 'var(--ink-soft)');
  top += 5;
  for (const items of words.legend) {
    const widths = items.map((item) => itemWidth(item, pen));
    const places = rowsOf(widths, INNER, LEGEND.gap);
    for (const [i, { row, x }] of places.entries())
      parts.push(...itemNodes(items[i]!, MARGIN + x, top + row * LEGEND.line, pen));
    top += ((places.at(-1)?.row ?? -1) + 1) * LEGEND.line;
  }
  top += GAP;

  const origin = words.origin.flatMap((text) =>
    linesOf(text, INNER, (part) => pen.width(part, ORIGIN.size, false)),
  );
  const below = GAP + origin.length * ORIGIN.line + MARGIN - 10;
  const height = Math.max(HEIGHT, top + LEAST_CHART + below);
  const chart = { x: MARGIN, y: top, width: INNER, height: height - top - below };
  top = chart.y + chart.height + GAP;
  for (const line of origin) say(line, ORIGIN, 'var(--ink-faint)');
  return { width: WIDTH, height, chart, parts };
}

/** The whole picture, with the chart in its box. */
export function compose(words: PictureWords, layout: Layout, chart: SvgNode, pen: Pen): SvgNode {
  const { width, height, parts } = layout;
  return node(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'xml:lang': words.language,
      'font-family': pen.font,
    },
    node('title', {}, words.title),
    node('rect', { width, height, fill: pen.colour('var(--panel)') }),
    ...parts,
    node('g', { transform: `translate(${layout.chart.x} ${layout.chart.y})` }, chart),
  );
}

/** Parts that are broken between each other only. */
function unbroken(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(' ', '\u00a0')).join('\u2002· ');
}

function itemWidth({ sign, name, text }: LegendItem, pen: Pen): number {
  return (
    signWidth(sign, pen) +
    (name ? pen.width(name, LEGEND.size, true) + LEGEND.name : 0) +
    pen.width(text, LEGEND.size, false)
  );
}

/** With the room behind it. */
function signWidth(sign: LegendSign | undefined, pen: Pen): number {
  if (!sign) return 0;
  return LEGEND.name + (sign.kind === 'mark' ? pen.width(sign.text, LEGEND.size, true) : LEGEND.sign);
}

function itemNodes(item: LegendItem, left: number, top: number, pen: Pen): SvgNode[] {
  const { sign, name, text } = item;
  const { size } = LEGEND;
  const base = top + BASE * size;
  // Without a sign it is a note.
  const ink = pen.colour(sign ? 'var(--ink)' : 'var(--ink-soft)');
  const nodes = sign ? signNodes(sign, left, base, pen) : [];
  let x = left + signWidth(sign, pen);
  if (name) {
    const colour = sign?.kind === 'line' ? pen.colour(sign.colour) : ink;
    nodes.push(textNode(name, x, base, size, colour, true));
    x += pen.width(name, size, true) + LEGEND.name;
  }
  return [...nodes, textNode(text, x, base, size, ink)];
}

function signNodes(sign: LegendSign, x: number, base: number, pen: Pen): SvgNode[] {
  // Of small letters.
  const middle = base - LEGEND.size * 0.35;
  switch (sign.kind) {
    case 'mark':
      return [textNode(sign.text, x, base, LEGEND.size, pen.colour('var(--ink)'), true)];
    case 'line':
      return [
        node('line', {
          x1: round(x),
          x2: round(x + LEGEND.sign),
          y1: round(middle),
          y2: round(middle),
          stroke: pen.colour(sign.colour),
          'stroke-width': 2.5,
          'stroke-dasharray': sign.dash,
        }),
      ];
    case 'band': {
      const width = LEGEND.sign / sign.colours.length;
      return sign.colours.map((colour, i) =>
        node('rect', {
          x: round(x + i * width),
          y: round(middle - 5),
          width: round(width),
          height: 10,
          fill: pen.colour(colour),
          'fill-opacity': 0.25,
        }),
      );
    }
  }
}

function textNode(text: string, x: number, y: number, size: number, fill: string, isBold = false): SvgNode {
  return node(
    'text',
    { x: round(x), y: round(y), 'font-size': size, fill, 'font-weight': isBold ? BOLD : undefined },
    text,
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
