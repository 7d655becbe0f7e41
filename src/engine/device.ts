/**
 * What a worker computes on: at most one WebGL2 context, which all its engines share, and the backend of tfjs that is
 * current. The only place that opens a context, starts a backend and makes an engine.
 */
import type { Parameters } from '../domain/network.ts';
import { normalizationText } from '../domain/normalization.ts';
import { type Backend, catalogue, type EngineName, usesWebGL } from './catalogue.ts';
import type { Engine, EngineConfig } from './engine.ts';
import { openWebGL, type WebGLContext } from './webgl-context.ts';

type Make = (
  name: EngineName,
  config: EngineConfig,
  initial: Parameters,
  lost?: Promise<never>,
) => Promise<Engine>;

/** How an engine is made of each program, on a backend that is current. A worker loads the one that it needs. */
const makers: Record<(typeof catalogue)[EngineName]['program'], Make> = {
  operations: async (name, config, initial, lost) => {
    const { OpsEngine } = await import('./ops/engine.ts');
    return new OpsEngine(name, config, initial, lost);
  },
  draws: async (_, config, initial, lost) => {
    const { WebGLEngine } = await import('./webgl/engine.ts');
    return WebGLEngine.create(config, initial, lost);
  },
  kernels: async (_, config, initial) => {
    const { SimdEngine, module } = await loadKernels();
    return new SimdEngine(module, config, initial);
  },
};

/** The processor's engine and its kernels, side by side. */
async function loadKernels() {
  const [{ SimdEngine }, module] = await Promise.all([
    import('./simd/engine.ts'),
    import('./simd/choose-kernels.ts').then(({ chosenKernels }) => chosenKernels()),
  ]);
  return { SimdEngine, module };
}

export class Device {
  readonly #onOpen: (webgl: WebGLContext) => void;
  #webgl: WebGLContext | undefined;

  /** `onOpen` gets the context before anything else does, to watch or to limit it. */
  constructor(onOpen: (webgl: WebGLContext) => void = () => {}) {
    this.#onOpen = onOpen;
  }

  /** The context, if one was opened. */
  get webgl(): WebGLContext | undefined {
    return this.#webgl;
  }

  /** The context, opened when it is first asked for; nothing where there is no WebGL2. */
  openWebGL(): WebGLContext | undefined {
    if (!this.#webgl) {
      this.#webgl = openWebGL();
      if (this.#webgl) this.#onOpen(this.#webgl);
    }
    return this.#webgl;
  }

  /** Makes a backend ready to compute, and current where it is one of tfjs. */
  async start(backend: Backend): Promise<void> {
    if (backend === 'simd') {
      await loadKernels();
      return;
    }
    const { startBackend } = await import('./backend.ts');
    await startBackend(backend, backend === 'webgl' ? this.openWebGL() : undefined);
  }

  /** A new network, ready to train, on the engine's backend, which must have been started. */
  async make(name: EngineName, config: EngineConfig, initial: Parameters): Promise<Engine> {
    const { program, trains } = catalogue[name];
    if (!trains(config.normalization))
      throw new Error(`The engine ${name} cannot train ${normalizationText(config.normalization)}.`);
    return makers[program](name, config, initial, usesWebGL(name) ? this.#webgl?.lost : undefined);
  }

  /** Starts an engine's backend and makes a new network on it. */
  async open(name: EngineName, config: EngineConfig, initial: Parameters): Promise<Engine> {
    await this.start(catalogue[name].backend);
    return this.make(name, config, initial);
  }
}
