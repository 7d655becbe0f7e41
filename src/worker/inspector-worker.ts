/**
 * The role of the inspector: looks into the networks of all runs, one after the other, while these go on training.
 *
 * It computes on the processor, whatever the runs train on: a graphics card is left to them.
 */
import { keyOf } from '../domain/config.ts';
import type { Look } from '../domain/look.ts';
import { trainsAll } from '../engine/catalogue.ts';
import { Device } from '../engine/device.ts';
import { type InspectableEngine, isInspectable } from '../engine/inspectable.ts';
import { EngineRefused, makeNetwork, startEngine } from '../engine/open-engine.ts';
import { inspect } from '../inspection/inspect.ts';
import {
  type LookAnswer,
  type LookRequestMessage,
  lookRequestSchema,
  toInspectorSchema,
} from './inspector-messages.ts';
import { reasonOf } from './problem.ts';

/** Multiples of the learning rate along the gradient: two of them show its band, and each costs a gradient. */
const GRADIENT_FACTORS = [1, 4];

const device = new Device();
/** Engines for looking, the last used last: one for each kind of network that is looked into. */
const engines = new Map<string, InspectableEngine>();
const MOST_ENGINES = 4;

async function engineFor(request: LookRequestMessage): Promise<InspectableEngine> {
  const { normalization, loss, batchSize, epsilon } = request.config;
  // Looks are without dropout, noise and moving averages: of all settings only these matter.
  const key = keyOf({ normalization, loss, batchSize, epsilon });
  const engine = engines.get(key) ?? (await openEngine(request));
  engines.delete(key);
  engines.set(key, engine);
  for (const [old, oldest] of engines) {
    if (engines.size <= MOST_ENGINES) break;
    engines.delete(old);
    oldest.dispose();
  }
  return engine;
}

/** One look at a time: two engines would take the processor from the runs. */
let busy: Promise<unknown> = Promise.resolve();

/** Takes a line to a run's worker. */
export function serve(event: MessageEvent<unknown>): void {
  toInspectorSchema.parse(event.data);
  const port = event.ports[0]!;
  const answer = async (request: LookRequestMessage): Promise<LookAnswer> => {
    const { id, config, snapshot, batch, learningRate, ahead } = request;
    try {
      const engine = await engineFor(request);
      const start = performance.now();
      const found = await inspect(engine, snapshot, batch, {
        normalization: config.normalization,
        learningRate,
        ahead,
        gradientSteps: GRADIENT_FACTORS.map((factor) => factor * learningRate),
      });
      return { id, look: plain({ ...found, milliseconds: performance.now() - start }) };
    } catch (error) {
      return { id, failed: reasonOf(error) };
    }
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const request = lookRequestSchema.parse(data);
    busy = busy.then(async () => port.postMessage(await answer(request)));
  };
}

/** Our own kernels where they know the normalization, and tfjs's operations else, or where these do not start. */
async function openEngine({ config, snapshot }: LookRequestMessage): Promise<InspectableEngine> {
  const open = async (name: 'simd' | 'wasm') => {
    await startEngine(device, name);
    const engine = await makeNetwork(device, name, config, snapshot.parameters);
    if (!isInspectable(engine)) throw new Error(`The engine ${name} cannot be looked into.`);
    return engine;
  };
  if (!trainsAll('simd', [config.normalization])) return open('wasm');
  try {
    return await open('simd');
  } catch (error) {
    if (error instanceof EngineRefused) return open('wasm');
    throw error;
  }
}

/** Numbers of six digits at most, and null for what is no number: so it is recorded, and so it is shown. */
function plain(look: Look): Look {
  return JSON.parse(
    JSON.stringify(look, (_, part: unknown) =>
      typeof part === 'number' ? Number(part.toPrecision(6)) : part,
    ),
  );
}
