/** Which normalizations there are kernels for. No kernel is loaded with it: the page asks too. */
import type { Normalization } from '../../domain/normalization.ts';

const kinds = ['none', 'batch'] as const satisfies Normalization['kind'][];
export type KernelNormalization = Extract<Normalization, { kind: (typeof kinds)[number] }>;

export function hasKernels(normalization: Normalization): normalization is KernelNormalization {
  return (kinds as readonly Normalization['kind'][]).includes(normalization.kind);
}
