/** Reads a drawing of the page, with all that its styles decide written into it. */
import { plainColour } from './colour.ts';
import { node, type SvgNode } from './svg.ts';

/** What is there for pointers and readers, and not for the eye. */
const ASIDE = '.crosshair, .chart-selection, title, desc, style';

/** What says where the shapes are that charts are made of. */
const GEOMETRY: Partial<Record<string, readonly string[]>> = {
  path: ['d'],
  line: ['x1', 'x2', 'y1', 'y2'],
  circle: ['cx', 'cy', 'r'],
  rect: ['x', 'y', 'width', 'height', 'rx'],
  polyline: ['points'],
  polygon: ['points'],
  text: ['x', 'y', 'dy'],
};
/** What is handed down to children, with what it is where nothing says otherwise. */
const INHERITED: Record<string, string> = {
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'stroke-linecap': 'butt',
  'paint-order': 'normal',
  'text-anchor': 'start',
  'font-size': '16px',
  'font-weight': '400',
};

/** The drawing as a part of another one. */
export function readDrawing(svg: SVGSVGElement): SvgNode {
  const clips = new Map<string, string>();
  for (const clip of svg.querySelectorAll('clipPath')) clips.set(clip.id, `clip${clips.size + 1}`);
  const children = [...svg.children].flatMap((child) => read(child, INHERITED, clips) ?? []);
  return node('g', {}, ...children);
}

/** `undefined` where there is nothing to be seen. */
function read(
  element: Element,
  inherited: Record<string, string>,
  clips: ReadonlyMap<string, string>,
): SvgNode | undefined {
  if (element.matches(ASIDE)) return undefined;
  const { tagName } = element;
  const isClip = element.closest('clipPath') !== null;
  const style = getComputedStyle(element);
  if (style.display === 'none' && !isClip) return undefined;
  const attributes: Record<string, string> = {};
  const geometry = GEOMETRY[tagName];
  for (const name of ['transform', ...(geometry ?? [])]) {
    const value = element.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
  if (tagName === 'clipPath') attributes.id = clips.get(element.id)!;
  const clip = /#(.+?)["')]/.exec(element.getAttribute('clip-path') ?? '')?.[1];
  if (clip && clips.has(clip)) attributes['clip-path'] = `url(#${clips.get(clip)})`;
  const own = { ...inherited };
  if (!isClip) {
    for (const name of Object.keys(INHERITED)) {
      const value = style.getPropertyValue(name);
      if (value === '' || value === inherited[name]) continue;
      attributes[name] = value;
      own[name] = value;
    }
    if (style.opacity !== '1') attributes.opacity = style.opacity;
    if (geometry) {
      const [fill, stroke] = [paintOf(style, 'fill'), paintOf(style, 'stroke')];
      if (!isSeen(fill) && !isSeen(stroke)) return undefined;
      Object.assign(attributes, fill, stroke);
    }
  }
  if (tagName === 'text') return node('text', attributes, element.textContent);
  const children = [...element.children].flatMap((child) => read(child, own, clips) ?? []);
  if (children.length === 0 && !geometry) return undefined;
  return node(tagName, attributes, ...children);
}

/** How a shape is filled, or its edge is drawn, as attributes. */
function paintOf(style: CSSStyleDeclaration, kind: 'fill' | 'stroke'): Record<string, string> {
  const { colour, opacity } = plainColour(style.getPropertyValue(kind));
  const whole = opacity * Number(style.getPropertyValue(`${kind}-opacity`));
  if (colour === 'none' || whole === 0) return { [kind]: 'none' };
  return { [kind]: colour, ...(whole < 1 && { [`${kind}-opacity`]: String(Number(whole.toFixed(3))) }) };
}

function isSeen(paint: Record<string, string>): boolean {
  return !Object.values(paint).includes('none');
}
