/** The role of a bench worker: holds one trainer and times its steps. */
import * as z from 'zod/mini';
import { MnistClient } from '../src/data/data-client.ts';
import type { LabelledBytes } from '../src/data/types.ts';
import { BatchOrder } from '../src/domain/batches.ts';
import { comparisonRuns } from '../src/domain/config.ts';
import { initialParameters } from '../src/domain/initial-parameters.ts';
import { presetComparison } from '../src/domain/presets.ts';
import { startBackend } from '../src/engine/backend.ts';
import { createEngine, usesWebGL } from '../src/engine/create.ts';
import { type EngineName, engineNames } from '../src/engine/engine.ts';
import { openWebGL } from '../src/engine/webgl-context.ts';

/** What can be timed: the lab's engines, and stock tfjs on WebGL. */
export const contestants = [...engineNames, 'stock-webgl-trainOnBatch'] as const;
export type Contestant = (typeof contestants)[number];

const requestSchema = z.object({ contestant: z.enum(contestants), batchNorm: z.boolean(), steps: z.int() });
export type BenchRequest = z.infer<typeof requestSchema>;
/** Milliseconds of each step, or why there are none. */
export type BenchAnswer = { times: number[]; renderer: string } | { problem: string };

interface Trainable {
  train(batch: LabelledBytes): Promise<unknown>;
  /** Waits for all that is under way. */
  settle(): Promise<unknown>;
  renderer: string;
}

let data: MnistClient | undefined;
let trainer: Promise<Trainable> | undefined;
let step = 0;

/** The first message brings a port to the data worker, each further one asks for steps of one trainer. */
export function serve(event: MessageEvent<unknown>): void {
  const port = event.ports[0];
  if (port) data = new MnistClient(port);
  else
    void time(requestSchema.parse(event.data)).then(
      (answer) => self.postMessage(answer),
      (error: unknown) =>
        self.postMessage({
          problem: error instanceof Error ? error.message : String(error),
        } satisfies BenchAnswer),
    );
}

async function time(request: BenchRequest): Promise<BenchAnswer> {
  if (!data) throw new Error('The worker has no connection to the data.');
  trainer ??= create(request);
  const { train, settle, renderer } = await trainer;
  const order = new BatchOrder(config(request));
  const batches: LabelledBytes[] = [];
  for (let i = 0; i < request.steps; i++) batches.push(await data.rows('train', order.rows(++step)));
  // Timed together, as an engine may compute ahead: the last result ends the last step.
  const start = performance.now();
  for (const batch of batches) await train(batch);
  await settle();
  const milliseconds = (performance.now() - start) / request.steps;
  return { times: Array<number>(request.steps).fill(milliseconds), renderer };
}

/** The article's setting; stock layers know its statistics per feature map only, which the bench gives all. */
function config({ batchNorm }: BenchRequest) {
  const [off, on] = comparisonRuns({
    ...presetComparison('article'),
    batchNormStatistics: 'per-feature-map',
  });
  return batchNorm ? on : off;
}

async function create(request: BenchRequest): Promise<Trainable> {
  const { contestant, batchNorm } = request;
  const run = config(request);
  const backend: EngineName = contestant === 'stock-webgl-trainOnBatch' ? 'webgl-ops' : contestant;
  const webgl = usesWebGL(backend) ? openWebGL() : undefined;
  await startBackend(backend, webgl);
  const renderer = webgl?.renderer ?? '';
  if (contestant === 'stock-webgl-trainOnBatch') {
    const { StockModel } = await import('./stock-model.ts');
    const model = new StockModel(batchNorm, run.learningRate);
    return { train: (batch: LabelledBytes) => model.train(batch), settle: async () => {}, renderer };
  }
  const engine = await createEngine(contestant, run, initialParameters(run), webgl);
  return {
    train: (batch: LabelledBytes) => engine.train(batch),
    settle: () => engine.settle(),
    renderer,
  };
}
