/** The role of a bench worker: holds one trainer, or the raw matrix product, and times it. */
import * as z from 'zod/mini';
import { DataClient } from '../src/data/data-client.ts';
import type { LabelledBytes } from '../src/data/types.ts';
import { BatchOrder } from '../src/domain/batches.ts';
import { initialParameters } from '../src/domain/initial-parameters.ts';
import { firstRate } from '../src/domain/learning-rate.ts';
import { presetRun } from '../src/domain/presets.ts';
import { Device } from '../src/engine/device.ts';
import type { Engine } from '../src/engine/engine.ts';
import { armNames, arms, contestants, isStock, stocks } from './contestants.ts';
import { type ContextCounts, ContextWatch } from './context-watch.ts';
import type { Trainable } from './trainable.ts';

const requestSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('train'),
    contestant: z.enum(contestants),
    arm: z.enum(armNames),
    steps: z.int(),
    /** Images of a batch, where it is not the article's 50. */
    batchSize: z.optional(z.int()),
    /** Throws the network away and begins with a new one. */
    fresh: z.optional(z.boolean()),
  }),
  z.object({ what: z.literal('predict'), batches: z.int() }),
  z.object({ what: z.literal('raw-matrix') }),
  z.object({ what: z.literal('raw-kernels') }),
]);
export type BenchRequest = z.infer<typeof requestSchema>;
type TrainRequest = Extract<BenchRequest, { what: 'train' }>;

/** Milliseconds of a step or a product, and what all steps asked of the context; or why there are none. */
export type BenchAnswer =
  | { milliseconds: number; renderer: string; counts?: ContextCounts }
  | { problem: string };

/** Images of a batch that is evaluated. */
const PREDICTED = 50;
/** Milliseconds until a plain product is compiled well, and products of which the quickest counts. */
const WARM_UP = 200;
const PRODUCTS = 20;

let data: DataClient | undefined;
let watch: ContextWatch | undefined;
const device = new Device(({ gl }) => {
  watch = new ContextWatch(gl);
});
let trainer: Promise<Trainable | Engine> | undefined;
let rawMatrix: { measure(): number } | undefined;
let rawKernels: (() => number) | undefined;
let step = 0;

/** The first message brings a port to the data worker, each further one asks for a measurement. */
export function serve(event: MessageEvent<unknown>): void {
  const port = event.ports[0];
  if (port) data = new DataClient(port);
  else
    void answer(requestSchema.parse(event.data)).then(
      (answer) => self.postMessage(answer),
      (error: unknown) =>
        self.postMessage({
          problem: error instanceof Error ? error.message : String(error),
        } satisfies BenchAnswer),
    );
}

async function answer(request: BenchRequest): Promise<BenchAnswer> {
  if (request.what === 'train') return time(request);
  if (request.what === 'predict') return predict(request.batches);
  if (request.what === 'raw-kernels') {
    rawKernels ??= await warmKernels();
    return { milliseconds: rawKernels(), renderer: '' };
  }
  const context = device.openWebGL();
  if (!context) throw new Error('This browser offers no WebGL2 in a worker.');
  const { gl, renderer } = context;
  if (!rawMatrix) {
    const { RawMatrix } = await import('./raw-matrix.ts');
    rawMatrix = new RawMatrix(gl);
    rawMatrix.measure();
  }
  return { milliseconds: rawMatrix.measure(), renderer };
}

/** Milliseconds of a plain product, once the browser has compiled it well. */
async function warmKernels(): Promise<() => number> {
  const [{ chosenKernels }, { productTimer }] = await Promise.all([
    import('../src/engine/simd/choose-kernels.ts'),
    import('./product-timer.ts'),
  ]);
  const timer = productTimer(await chosenKernels());
  const start = performance.now();
  while (performance.now() - start < WARM_UP) timer();
  return () => Math.min(...Array.from({ length: PRODUCTS }, timer));
}

/** Test images go through in batches of 50, as when a run is looked at; the milliseconds of one batch. */
async function predict(batches: number): Promise<BenchAnswer> {
  const engine = await trainer;
  if (!data || !engine || !('predict' in engine)) throw new Error('There is no engine that predicts.');
  const rows = Uint32Array.from({ length: PREDICTED }, (_, i) => i);
  const images = await data.rows('test', rows);
  // The first look makes room for it.
  await engine.predict(images);
  const start = performance.now();
  for (let i = 0; i < batches; i++) await engine.predict(images);
  return { milliseconds: (performance.now() - start) / batches, renderer: device.webgl?.renderer ?? '' };
}

async function time(request: TrainRequest): Promise<BenchAnswer> {
  if (!data) throw new Error('The worker has no connection to the data.');
  if (request.fresh) {
    (await trainer)?.dispose();
    trainer = undefined;
  }
  trainer ??= create(request);
  const trained = await trainer;
  const order = new BatchOrder(config(request));
  const batches: LabelledBytes[] = [];
  for (let i = 0; i < request.steps; i++) batches.push(await data.rows('train', order.rows(++step)));
  const before = watch?.counts;
  // Timed together, as an engine may compute ahead: the last result ends the last step.
  const start = performance.now();
  for (const batch of batches) await trained.train(batch);
  // What is read here is not read in a step.
  const after = watch?.counts;
  await trained.settle();
  const milliseconds = (performance.now() - start) / request.steps;
  const counts = before && after && difference(before, after);
  return { milliseconds, renderer: device.webgl?.renderer ?? '', ...(counts && { counts }) };
}

/** What happened between two counts; bytes of textures are those that there are. */
function difference(before: ContextCounts, after: ContextCounts): ContextCounts {
  return {
    draws: after.draws - before.draws,
    texturesCreated: after.texturesCreated - before.texturesCreated,
    uploadedBytes: after.uploadedBytes - before.uploadedBytes,
    waitedBytes: after.waitedBytes - before.waitedBytes,
    textureBytes: after.textureBytes,
  };
}

/** The article's setting, but for what normalises. */
function config({ arm, batchSize }: TrainRequest) {
  return { ...presetRun('article'), normalization: arms[arm], ...(batchSize !== undefined && { batchSize }) };
}

async function create(request: TrainRequest): Promise<Trainable | Engine> {
  const { contestant, arm } = request;
  const run = config(request);
  if (!isStock(contestant)) return device.open(contestant, run, initialParameters(run));
  const { backend, way, packed } = stocks[contestant];
  await device.start(backend);
  const [{ StockModel }, { env }] = await Promise.all([
    import('./stock-model.ts'),
    import('@tensorflow/tfjs-core'),
  ]);
  if (!packed) env().set('WEBGL_PACK', false);
  return new StockModel(way, arm, firstRate(run.learningRate));
}
