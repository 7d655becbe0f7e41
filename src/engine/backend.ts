/** Brings up a backend of tfjs. Backends are loaded when they are needed, not before. */
import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import type { TfjsBackend } from './catalogue.ts';
import type { WebGLContext } from './webgl-context.ts';

/** How each backend is loaded; `webgl` needs a context. */
const loaders: Record<TfjsBackend, (webgl: WebGLContext | undefined) => Promise<unknown>> = {
  webgl: loadWebGL,
  wasm: loadWasm,
  cpu: () => import('./backends/cpu.ts'),
};

/** Makes a backend current and waits until it computes. */
export async function startBackend(backend: TfjsBackend, webgl?: WebGLContext): Promise<void> {
  await loaders[backend](webgl);
  const started = await setBackend(backend);
  await ready();
  if (!started) throw new Error(`The ${backend} backend of TensorFlow.js did not start.`);
}

async function loadWebGL(context: WebGLContext | undefined): Promise<void> {
  if (!context) throw new Error('This browser offers no WebGL2 in a worker.');
  const { setWebGLContext } = await import('./backends/webgl.ts');
  setWebGLContext(2, context.gl);
  // Half-precision textures would lose small gradients; where float32 fails, training must not start.
  env().set('WEBGL_FORCE_F16_TEXTURES', false);
}

async function loadWasm(): Promise<void> {
  const [{ setWasmPaths }, simd, plain] = await Promise.all([
    import('./backends/wasm.ts'),
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url'),
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url'),
  ]);
  // The two runs are two workers already; threads of one would take the processor from the other.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const simdAddress = new URL(simd.default, import.meta.url).href;
  setWasmPaths({
    'tfjs-backend-wasm-simd.wasm': simdAddress,
    'tfjs-backend-wasm.wasm': new URL(plain.default, import.meta.url).href,
    // tfjs wants an address for each of its programs, also for the one that is switched off above.
    'tfjs-backend-wasm-threaded-simd.wasm': simdAddress,
  });
}
