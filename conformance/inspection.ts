/** Golden inspections: what is to be seen inside a network, and how far the lab is from it; golden/inspection/README.md. */
import * as z from 'zod/mini';
import { kernelNames, type Look, laterLayers } from '../src/domain/look.ts';
import { normalisedLayers } from '../src/domain/network.ts';
import { isInspectable } from '../src/engine/inspectable.ts';
import { inspect } from '../src/inspection/inspect.ts';
import { type MakeEngine, relative, type TrainingRows } from './replay.ts';
import { engineConfigOf, goldenParameters, goldenStartSchema, parseGolden } from './trace.ts';

const number = z.number();
const distribution = z.object({ mean: number, variance: number, percentiles: z.array(number) });
const layer = z.object({
  before: distribution,
  after: distribution,
  deadUnits: number,
  activeShare: number,
});
const tensor = z.object({ norm: number, gradientNorm: number, cosine: number });
const steps = z
  .array(z.object({ step: number, loss: number, gradientChange: number, effectiveSmoothness: number }))
  .check(z.minLength(1));
const shift = z.object({ change: number, cosine: number });
const [conv1, conv2, fc1] = normalisedLayers;

const inspectionSchema = z.object({
  loss: number,
  saturation: number,
  layers: z.object({ [conv1]: layer, [conv2]: layer, [fc1]: layer }),
  tensors: z.record(z.enum(kernelNames), tensor),
  gradientNorm: number,
  along: z.object({ gradient: steps, update: steps }),
  shiftByEarlierLayers: z.record(z.enum(laterLayers), shift),
});
/** An inspection in the words of golden files. */
export type Inspection = z.infer<typeof inspectionSchema>;

const fileSchema = z.extend(goldenStartSchema, {
  gradientSteps: z.array(number),
  inspection: inspectionSchema,
});

/** A look ahead in those words. What is not a number has failed, whatever it is called. */
function asInspection({ ahead, ...look }: Omit<Look, 'milliseconds'>): Inspection {
  const { gradient, update, shift } = ahead!;
  return { ...look, along: { gradient, update }, shiftByEarlierLayers: shift } as Inspection;
}

/** The largest errors of an inspection, by what is looked at. */
export interface InspectionErrors {
  /** Loss, saturation and norms, relative. */
  values: number;
  /** Means and percentiles in standard deviations; variances relative. */
  distributions: number;
  /** Dead units and active shares, absolute. */
  shares: number;
  /** All along the gradient and along Adam's update, relative. */
  along: number;
  /** The changes by earlier layers, relative. */
  shift: number;
  /** All cosines, absolute. */
  cosines: number;
}

/** Those of golden/inspection/README.md. */
const inspectionTolerances: InspectionErrors = {
  values: 1e-3,
  distributions: 1e-3,
  shares: 1e-3,
  along: 5e-3,
  shift: 5e-3,
  cosines: 1e-3,
};

export function inspectionPasses(errors: InspectionErrors): boolean {
  // Written so that a NaN fails.
  return (Object.keys(inspectionTolerances) as (keyof InspectionErrors)[]).every(
    (name) => errors[name] <= inspectionTolerances[name],
  );
}

/** Looks into the network of a golden file; rejects where the engine cannot be looked into. */
export async function replayInspection(
  text: string,
  file: string,
  makeEngine: MakeEngine,
  trainingRows: TrainingRows,
): Promise<InspectionErrors> {
  const golden = parseGolden(fileSchema, 'inspection', text, file);
  const { learningRate } = golden.config;
  const { size, firstRow } = golden.batch;
  const parameters = goldenParameters(golden);
  const engine = await makeEngine(engineConfigOf(golden), parameters);
  try {
    if (!isInspectable(engine)) throw new Error(`The engine ${engine.name} cannot be looked into.`);
    const found = await inspect(
      engine,
      { step: 0, parameters, firstMoments: {}, secondMoments: {} },
      await trainingRows(Array.from({ length: size }, (_, i) => firstRow + i)),
      {
        normalization: golden.config.normalization,
        learningRate,
        ahead: true,
        gradientSteps: golden.gradientSteps,
      },
    );
    return errorsOf(asInspection(found), golden.inspection);
  } finally {
    engine.dispose();
  }
}

/** How far an inspection is from a golden one. */
export function errorsOf(found: Inspection, golden: Inspection): InspectionErrors {
  const layers = normalisedLayers.map((name) => [found.layers[name], golden.layers[name]] as const);
  const tensors = kernelNames.map((name) => [found.tensors[name], golden.tensors[name]] as const);
  const shifted = laterLayers.map(
    (name) => [found.shiftByEarlierLayers[name], golden.shiftByEarlierLayers[name]] as const,
  );
  return {
    values: worst([
      relative(found.loss, golden.loss),
      relative(found.saturation, golden.saturation),
      relative(found.gradientNorm, golden.gradientNorm),
      ...tensors.flatMap(([a, b]) => [relative(a.norm, b.norm), relative(a.gradientNorm, b.gradientNorm)]),
    ]),
    distributions: worst(
      layers.flatMap(([a, b]) =>
        (['before', 'after'] as const).flatMap((side) => {
          const deviation = Math.sqrt(b[side].variance);
          return [
            relative(a[side].variance, b[side].variance),
            Math.abs(a[side].mean - b[side].mean) / deviation,
            ...b[side].percentiles.map((value, i) => Math.abs(a[side].percentiles[i]! - value) / deviation),
          ];
        }),
      ),
    ),
    shares: worst(
      layers.flatMap(([a, b]) => [
        Math.abs(a.deadUnits - b.deadUnits),
        Math.abs(a.activeShare - b.activeShare),
      ]),
    ),
    along: worst(
      (['gradient', 'update'] as const).flatMap((way) => stepErrors(found.along[way], golden.along[way])),
    ),
    shift: worst(shifted.map(([a, b]) => relative(a.change, b.change))),
    cosines: worst([...tensors, ...shifted].map(([a, b]) => Math.abs(a.cosine - b.cosine))),
  };
}

type StepAhead = Inspection['along']['update'][number];

function stepErrors(found: readonly StepAhead[], golden: readonly StepAhead[]): number[] {
  return golden.flatMap((look, i) =>
    (['step', 'loss', 'gradientChange', 'effectiveSmoothness'] as const).map((name) =>
      relative(found[i]?.[name] ?? Number.NaN, look[name]),
    ),
  );
}

/** The largest; NaN is larger than all. */
function worst(errors: readonly number[]): number {
  return errors.some(Number.isNaN) ? Number.NaN : Math.max(...errors);
}
