/** How problems travel: as codes with values. */
import * as z from 'zod/mini';

/** A kind of problem, with the values that its words need. */
export function problem<const Code extends string, Values extends z.core.$ZodShape>(
  code: Code,
  values: Values,
) {
  return z.object({ code: z.literal(code), values: z.object(values) });
}
