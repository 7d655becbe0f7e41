/** SVG as plain values, and its text. */

export interface SvgNode {
  name: string;
  attributes: Readonly<Record<string, string | number | undefined>>;
  children: readonly (SvgNode | string)[];
}

export function node(
  name: string,
  attributes: SvgNode['attributes'],
  ...children: SvgNode['children']
): SvgNode {
  return { name, attributes, children };
}

/** A document of its own. */
export function svgText(root: SvgNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root)}\n`;
}

function elementText({ name, attributes, children }: SvgNode): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  if (children.length === 0) return `<${name}${list}/>`;
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : elementText(child)));
  return `<${name}${list}>${inside.join('')}</${name}>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot have them, in no form.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (sign) => ENTITIES[sign]!)
  );
}
