/** The role of a conformance worker: replays golden traces on an engine, one after the other. */
import * as z from 'zod/mini';
import { MnistClient } from '../src/data/data-client.ts';
import { startBackend } from '../src/engine/backend.ts';
import { createEngine, usesWebGL } from '../src/engine/create.ts';
import { engineNames } from '../src/engine/engine.ts';
import { openWebGL, type WebGLContext } from '../src/engine/webgl-context.ts';
import { limitContext, limitsSchema } from './limits.ts';
import { type Errors, replay } from './replay.ts';
import { parseTrace } from './trace.ts';

const requestSchema = z.object({
  engine: z.enum(engineNames),
  file: z.string(),
  text: z.string(),
  limits: z.optional(limitsSchema),
});
export type ReplayRequest = z.infer<typeof requestSchema>;
/** The answer to a request; a trace that could not be replayed says why. */
export type ReplayAnswer = { errors: Errors } | { problem: string };

let data: MnistClient | undefined;
let webgl: WebGLContext | undefined;

/** The first message brings a port to the data worker, each further one a request. */
export function serve(event: MessageEvent<unknown>): void {
  const port = event.ports[0];
  if (port) data = new MnistClient(port);
  else
    void answer(event.data).then(
      (errors) => self.postMessage({ errors } satisfies ReplayAnswer),
      (error: unknown) =>
        self.postMessage({
          problem: error instanceof Error ? error.message : String(error),
        } satisfies ReplayAnswer),
    );
}

async function answer(request: unknown): Promise<Errors> {
  const { engine, file, text, limits } = requestSchema.parse(request);
  const trace = parseTrace(text, file);
  const source = data;
  if (!source) throw new Error('The worker has no connection to the data.');
  if (usesWebGL(engine) && !webgl) {
    webgl = openWebGL();
    if (webgl && limits) limitContext(webgl.gl, limits);
  }
  await startBackend(engine, webgl);
  return replay(
    trace,
    (config, initial) => createEngine(engine, config, initial, webgl),
    (rows) => source.rows('train', rows),
  );
}
