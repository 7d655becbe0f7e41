/** The numbers of one value's normalization, as pictures and files have them. Pure. */
import type { Sample } from '../../domain/look.ts';
import type { NamedValue } from '../../ui/panels/saving.ts';

/** With the sign that the paper gives each; without a normalization there are three. */
export function arithmeticValues(
  { values, results, mean, variance, count, gamma, beta }: Sample,
  epsilon: number,
): (NamedValue & { sign: string })[] {
  const [x = null] = values;
  const [y = null] = results;
  const first = { sign: 'x', name: 'x', value: x };
  const last = [
    { sign: 'β', name: 'beta', value: beta },
    { sign: 'y', name: 'y', value: y },
  ];
  if (mean === null || variance === null) return [first, ...last];
  const normalized = x === null ? null : (x - mean) / Math.sqrt(variance + epsilon);
  return [
    first,
    { sign: 'n', name: 'values_of_the_mean', value: count },
    { sign: 'μ', name: 'mean', value: mean },
    { sign: 'σ²', name: 'variance', value: variance },
    { sign: 'ε', name: 'epsilon', value: epsilon },
    { sign: 'x̂', name: 'normalized', value: normalized },
    { sign: 'γ', name: 'gamma', value: gamma },
    ...last,
  ];
}
