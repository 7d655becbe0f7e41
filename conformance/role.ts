/** The role of a conformance worker: replays golden traces on an engine, and checks it against others. */
import * as z from 'zod/mini';
import { MnistClient } from '../src/data/data-client.ts';
import type { ParameterName } from '../src/domain/network.ts';
import { startBackend } from '../src/engine/backend.ts';
import { createEngine, usesWebGL } from '../src/engine/create.ts';
import { engineNames, type ProbeResult } from '../src/engine/engine.ts';
import { openWebGL, type WebGLContext } from '../src/engine/webgl-context.ts';
import { finiteDifferences, firstLosses, loseContext, probeOnce } from './cross-check.ts';
import { type Predictions, predictAfterTraining } from './evaluation.ts';
import { limitContext, limitsSchema } from './limits.ts';
import { type Errors, type MakeEngine, replay, type TrainingRows } from './replay.ts';
import { parseTrace } from './trace.ts';

const engine = z.enum(engineNames);
const batchNorm = z.enum(['off', 'per-feature-map', 'per-activation']);
const batchSize = z.int();
const limits = z.optional(limitsSchema);
const requestSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('replay'), engine, file: z.string(), text: z.string(), limits }),
  z.object({ what: z.literal('probe'), engine, batchNorm, batchSize, limits }),
  z.object({ what: z.literal('losses'), engine, batchNorm, learningRate: z.number(), steps: z.int() }),
  z.object({
    what: z.literal('predictions'),
    engine,
    batchNorm,
    statistics: z.enum(['batch', 'moving', 'population']),
  }),
  z.object({ what: z.literal('loss-of-context'), engine }),
  z.object({ what: z.literal('differences'), engine, batchNorm, batchSize }),
]);
export type ConformanceRequest = z.infer<typeof requestSchema>;
/** What each request is answered with. */
export interface ConformanceAnswers {
  replay: Errors;
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

let data: MnistClient | undefined;
let webgl: WebGLContext | undefined;

/** The first message brings a port to the data worker, each further one a request. */
export function serve(event: MessageEvent<unknown>): void {
  const port = event.ports[0];
  if (port) data = new MnistClient(port);
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
  const { engine } = request;
  const limits = 'limits' in request ? request.limits : undefined;
  if (usesWebGL(engine) && !webgl) {
    webgl = openWebGL();
    if (webgl && limits) limitContext(webgl.gl, limits);
  }
  await startBackend(engine, webgl);
  const make: MakeEngine = (config, initial) => createEngine(engine, config, initial, webgl);
  const rows: TrainingRows = (wanted) => source.rows('train', wanted);
  if (request.what === 'replay') return replay(parseTrace(request.text, request.file), make, rows);
  if (request.what === 'loss-of-context') return webgl ? loseContext(webgl.gl, make, rows) : [];
  if (request.what === 'losses')
    return firstLosses(request.batchNorm, request.learningRate, request.steps, make, rows);
  if (request.what === 'predictions')
    return predictAfterTraining(request.batchNorm, request.statistics, make, rows);
  const check = request.what === 'probe' ? probeOnce : finiteDifferences;
  return check(request.batchNorm, request.batchSize, make, rows);
}
