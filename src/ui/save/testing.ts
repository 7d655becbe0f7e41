/** For tests of pictures. */
import type { Pen } from './compose.ts';
import type { SvgNode } from './svg.ts';

/** All letters are half as wide as they are high, and colours are as they are called. */
export const plainPen: Pen = {
  font: 'sans-serif',
  colour: (token) => token,
  width: (text, size) => (text.length * size) / 2,
};

export function textsIn({ name, children }: SvgNode): string[] {
  return children.flatMap((child) =>
    typeof child === 'string' ? (name === 'text' ? [child] : []) : textsIn(child),
  );
}

export function nodesIn(root: SvgNode, name: string): SvgNode[] {
  const below = root.children.flatMap((child) => (typeof child === 'string' ? [] : nodesIn(child, name)));
  return root.name === name ? [root, ...below] : below;
}
