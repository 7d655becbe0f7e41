/** The role of a conformance worker: replays golden traces on an engine, and checks it against others. */
import * as z from 'zod/mini';
import { DataClient } from '../src/data/data-client.ts';
import { evaluationStatistics } from '../src/domain/config.ts';
import type { ParameterName } from '../src/domain/network.ts';
import { normalizationSchema as normalization } from '../src/domain/normalization.ts';
import { engineNames, usesWebGL } from '../src/engine/catalogue.ts';
import { Device } from '../src/engine/device.ts';
import type { ProbeResult } from '../src/engine/engine.ts';
import { finiteDifferences, firstLosses, loseContext, probeOnce } from './cross-check.ts';
import { type Predictions, predictAfterTraining } from './evaluation.ts';
import { type InspectionErrors, replayInspection } from './inspection.ts';
import { limitContext, limitsSchema } from './limits.ts';
import { type Errors, type MakeEngine, replay, type TrainingRows } from './replay.ts';
import { parseTrace } from './trace.ts';

const engine = z.enum(engineNames);
const batchSize = z.int();
/** Who is asked; the first request of a worker limits its context for good. */
const asked = { engine, limits: z.optional(limitsSchema) };
const requestSchema = z.discriminatedUnion('what', [
  z.object({ ...asked, what: z.literal('replay'), file: z.string(), text: z.string() }),
  z.object({ ...asked, what: z.literal('inspect'), file: z.string(), text: z.string() }),
  z.object({ ...asked, what: z.literal('probe'), normalization, batchSize }),
  z.object({
    ...asked,
    what: z.literal('losses'),
    normalization,
    learningRate: z.number(),
    steps: z.int(),
  }),
  z.object({
    ...asked,
    what: z.literal('predictions'),
    normalization,
    statistics: z.enum(evaluationStatistics),
  }),
  z.object({ ...asked, what: z.literal('loss-of-context') }),
  z.object({ ...asked, what: z.literal('differences'), normalization, batchSize }),
]);
export type ConformanceRequest = z.infer<typeof requestSchema>;
/** What each request is answered with. */
export interface ConformanceAnswers {
  replay: Errors;
  inspect: InspectionErrors;
  probe: ProbeResult;
  losses: number[];
  predictions: Predictions;
  differences: Partial<Record<ParameterName, number>>;
  /** What the engine says when its context is taken away in the middle of training. */
  'loss-of-context': string[];
}
/** The answer as it is sent; what could not be done says why. */
export type ConformanceAnswer =
  | { answer: ConformanceAnswers[keyof ConformanceAnswers] }
  | { problem: string };

let data: DataClient | undefined;
let device: Device | undefined;

/** The first message brings a port to the data worker, each further one a request. */
export function serve(event: MessageEvent<unknown>): void {
  const port = event.ports[0];
  if (port) data = new DataClient(port);
  else
    void answer(event.data).then(
      (answer) => self.postMessage({ answer } satisfies ConformanceAnswer),
      (error: unknown) =>
        self.postMessage({
          problem: error instanceof Error ? error.message : String(error),
        } satisfies ConformanceAnswer),
    );
}

async function answer(message: unknown): Promise<ConformanceAnswers[keyof ConformanceAnswers]> {
  const request = requestSchema.parse(message);
  const source = data;
  if (!source) throw new Error('The worker has no connection to the data.');
  const { engine, limits } = request;
  device ??= new Device(({ gl }) => limits && limitContext(gl, limits));
  const on = device;
  if (limits?.kernels) {
    const { forceKernels } = await import('../src/engine/simd/choose-kernels.ts');
    forceKernels(limits.kernels);
  }
  const make: MakeEngine = (config, initial) => on.open(engine, config, initial);
  const rows: TrainingRows = (wanted) => source.rows('train', wanted);
  if (request.what === 'replay') return replay(parseTrace(request.text, request.file), make, rows);
  if (request.what === 'inspect') return replayInspection(request.text, request.file, make, rows);
  if (request.what === 'loss-of-context') {
    const webgl = usesWebGL(engine) ? on.openWebGL() : undefined;
    return webgl ? loseContext(webgl.gl, make, rows) : [];
  }
  if (request.what === 'losses')
    return firstLosses(request.normalization, request.learningRate, request.steps, make, rows);
  if (request.what === 'predictions')
    return predictAfterTraining(request.normalization, request.statistics, make, rows);
  const check = request.what === 'probe' ? probeOnce : finiteDifferences;
  return check(request.normalization, request.batchSize, make, rows);
}
