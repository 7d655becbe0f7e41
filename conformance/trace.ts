/** Golden training traces: the file format, described in golden/README.md, and the numbers it starts from. */
import * as z from 'zod/mini';
import { losses } from '../src/domain/config.ts';
import { hash32 } from '../src/domain/hash.ts';
import { allParameterNames, type Parameters, parameterNames, parameterSize } from '../src/domain/network.ts';
import { NO_NORMALIZATION, type Normalization, parseNormalization } from '../src/domain/normalization.ts';
import type { EngineConfig } from '../src/engine/engine.ts';

const names = z.enum(allParameterNames);
const rms = z.object({ rms: z.number() });
const sampled = z.object({ rms: z.number(), at: z.optional(z.array(z.tuple([z.int(), z.number()]))) });
const offsets = z.partial(z.object({ kernel: z.number(), gamma: z.number(), beta: z.number() }));

/** The files' name for what normalises: "off", or the axes of Batch Normalization. */
const batchNormSchema = z.pipe(
  z.string(),
  z.transform((name, context): Normalization => {
    // "group-8" is "group:8" here.
    const normalization =
      name === 'off' ? NO_NORMALIZATION : parseNormalization(name.replace(/^(group|ghost)-/, '$1:'));
    if (normalization) return normalization;
    context.issues.push({
      code: 'custom',
      message: `the lab has no normalization that is called "${name}".`,
      input: name,
    });
    return z.NEVER;
  }),
);

/** The network, the batch and the initial numbers of a golden file. */
const goldenStart = {
  config: z.pipe(
    z.object({
      batchNorm: batchNormSchema,
      batchNormEpsilon: z.literal(1e-5),
      loss: z.enum(losses),
      learningRate: z.number(),
      keepProb: z.literal(1),
    }),
    z.transform(({ batchNorm, ...rest }) => ({ ...rest, normalization: batchNorm })),
  ),
  batch: z.object({ firstRow: z.int().check(z.minimum(0)), size: z.int().check(z.minimum(1)) }),
  init: z.object({
    seed: z.int(),
    halfWidth: z.object({ kernel: z.number(), gamma: z.number(), beta: z.number() }),
    offset: z._default(offsets, {}),
  }),
};
export const goldenStartSchema = z.object(goldenStart);
export type GoldenStart = z.infer<typeof goldenStartSchema>;

const traceSchema = z.object({
  ...goldenStart,
  steps: z.int().check(z.minimum(1)),
  trace: z
    .array(
      z.object({
        step: z.int(),
        loss: z.number(),
        correct: z.int(),
        logits: z.optional(z.array(z.array(z.number()))),
        gradients: z.partialRecord(names, sampled),
        parameters: z.partialRecord(names, rms),
      }),
    )
    .check(z.minLength(1)),
});

export type Trace = z.infer<typeof traceSchema>;

/** Reads a trace; throws an error that names the file and the first thing that is wrong with it. */
export function parseTrace(text: string, file: string): Trace {
  return parseGolden(traceSchema, 'trace', text, file);
}

/** Reads a golden file of a kind; throws likewise. */
export function parseGolden<T>(schema: z.ZodMiniType<T>, kind: string, text: string, file: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`${file} is not a golden ${kind}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** How an engine has to train the network of a golden file. */
export function engineConfigOf({
  config: { normalization, loss, learningRate },
  batch,
}: GoldenStart): EngineConfig {
  return {
    normalization,
    loss,
    learningRate,
    batchSize: batch.size,
    keepProbability: 1,
    evaluationStatistics: 'batch',
    seed: 1,
  };
}

/** The formula of golden/README.md for initial numbers. */
export function goldenParameters({ init, config }: GoldenStart): Parameters {
  const parameters: Parameters = {};
  for (const name of parameterNames(config.normalization)) {
    const kind = name.split('.')[1] as 'kernel' | 'gamma' | 'beta' | 'bias';
    const seed = init.seed * 1000 + allParameterNames.indexOf(name);
    const values = new Float32Array(parameterSize(name));
    for (let i = 0; i < values.length; i++)
      values[i] =
        kind === 'bias'
          ? 0.1
          : ((2 * hash32(i, seed)) / 2 ** 32 - 1) * init.halfWidth[kind] + (init.offset[kind] ?? 0);
    parameters[name] = values;
  }
  return parameters;
}
