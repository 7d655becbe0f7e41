/** Which normalizations the draws know. Whoever adds one to the domain finds here what this engine does about it. */
import { type BatchAxes, type Normalization, normalizationText } from '../../domain/normalization.ts';

const drawnKinds = ['none', 'batch'] as const satisfies readonly Normalization['kind'][];

/** A normalization that there are draws for. */
export type DrawnNormalization = Extract<Normalization, { kind: (typeof drawnKinds)[number] }>;

export function isDrawn(normalization: Normalization): normalization is DrawnNormalization {
  return (drawnKinds as readonly string[]).includes(normalization.kind);
}

/** @throws {Error} when there are no draws for it; the catalogue says so beforehand. */
export function drawn(normalization: Normalization): DrawnNormalization {
  if (isDrawn(normalization)) return normalization;
  throw new Error(`The WebGL engine cannot train ${normalizationText(normalization)}.`);
}

/** The axes of Batch Normalization; undefined where a bias stands in its place. */
export function axesOf(normalization: DrawnNormalization): BatchAxes | undefined {
  return normalization.kind === 'batch' ? normalization.axes : undefined;
}
