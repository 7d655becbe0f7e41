/** The compiled kernels, `assembly/`, and their module for this browser. */
import type { instantiate } from './generated/kernels.js';
import plain from './generated/plain.wasm?url';
import relaxed from './generated/relaxed.wasm?url';

/** All kernels. Addresses and sizes of rows are in bytes, counts in numbers. */
export type Kernels = Awaited<ReturnType<typeof instantiate>>;

/** `relaxed` multiplies and adds in one rounding, where the processor has an instruction for it. */
export type Variant = 'plain' | 'relaxed';

const addresses: Record<Variant, string> = { plain, relaxed };

/** Where a variant's module is; another version of it is elsewhere. */
function addressOf(variant: Variant): URL {
  return new URL(addresses[variant], import.meta.url);
}

/** The kernels of a module, at work in a memory. */
export function kernelsIn(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const imports = { env: { memory }, noise: { log: Math.log } };
  return new WebAssembly.Instance(module, imports).exports as unknown as Kernels;
}

const compiled = new Map<Variant, Promise<WebAssembly.Module | undefined>>();

/** A variant's module, compiled once; undefined where the browser cannot compile it. Rejects when it cannot be loaded. */
export function moduleOf(variant: Variant): Promise<WebAssembly.Module | undefined> {
  let module = compiled.get(variant);
  if (!module) {
    module = compile(variant);
    compiled.set(variant, module);
    // What failed is tried again.
    module.catch(() => compiled.delete(variant));
  }
  return module;
}

async function compile(variant: Variant): Promise<WebAssembly.Module | undefined> {
  const response = await fetch(addressOf(variant));
  if (!response.ok) throw new Error(`The kernels could not be loaded: ${response.status} ${response.url}`);
  const bytes = await response.arrayBuffer();
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined;
}
