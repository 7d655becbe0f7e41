interface Limits {
  textureSize?: number;
  drawBuffers?: number;
}
interface Plan {
  contestants: { engine: string; limits?: Limits; only?: RegExp }[];
  files: string[] | undefined;
  crossCheck: { engine: string; limits?: Limits } | undefined;
}
export const ENGINES: readonly string[];
export const REFERENCE: string;
export function planOf(args: readonly string[]): Plan | 'help';
