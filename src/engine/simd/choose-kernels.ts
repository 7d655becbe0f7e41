/** Chooses between the two modules of kernels, by measuring both. */
import { alone } from '../alone.ts';
import { addressOf, moduleOf, type Variant } from './kernels.ts';
import { productTimer } from './product-timer.ts';

/**
 * Browsers compile twice, quickly and then well, and when they do the second is their affair: products are timed until
 * nothing improves, or until it must do.
 */
const CALM_ROUNDS = 3;
const IMPROVEMENT = 0.97;
const LONG_ENOUGH = 200;
/**
 * How much faster relaxed SIMD must be to be taken. Its results differ in their last digits, so the choice must not hang on
 * what else the machine was doing: processors are twice as fast with it or, with adders of their own, up to a fifth.
 */
const WORTH = 1.5;

let chosen: Promise<WebAssembly.Module> | undefined;

/**
 * The module for this machine. A processor that multiplies and adds in one instruction, and has no adders beside it, is up
 * to twice as fast with relaxed SIMD; on others both are alike. What was measured is remembered, as one device shall
 * always give the same numbers.
 *
 * @throws {Error} when the browser cannot compile WebAssembly SIMD.
 */
export function chosenKernels(): Promise<WebAssembly.Module> {
  chosen ??= choose();
  // What failed is tried again.
  chosen.catch(() => {
    chosen = undefined;
  });
  return chosen;
}

/** Makes the kernels of a variant those of this worker, whatever is faster. For checks. */
export function forceKernels(variant: Variant): void {
  chosen = needed(variant);
  chosen.catch(() => {});
}

async function choose(): Promise<WebAssembly.Module> {
  const known = await remembered();
  if (known) return needed(known);
  const plain = await needed('plain');
  const variant = await alone(async () => (await remembered()) ?? measured(plain), 'kernels');
  return variant === 'plain' ? plain : needed(variant);
}

async function needed(variant: Variant): Promise<WebAssembly.Module> {
  const module = await moduleOf(variant);
  if (!module) throw new Error(`This browser cannot compile WebAssembly SIMD (${variant}).`);
  return module;
}

async function measured(plain: WebAssembly.Module): Promise<Variant> {
  const relaxed = await moduleOf('relaxed').catch(() => undefined);
  if (!relaxed) return 'plain';
  const faster = isRelaxedWorth(productTimer(plain), productTimer(relaxed)) ? 'relaxed' : 'plain';
  // What cannot be remembered would be chosen anew in each worker, and two runs at once might get two kinds.
  return (await remember(faster)) ? faster : 'plain';
}

/** `plain` and `relaxed` measure a time each. */
export function isRelaxedWorth(
  plain: () => number,
  relaxed: () => number,
  now = () => performance.now(),
): boolean {
  let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const start = now();
  // In turns, so that a clock that goes up or down meanwhile favours neither.
  for (let calm = 0; calm < CALM_ROUNDS && now() - start < LONG_ENOUGH; ) {
    const [a, b] = [plain(), relaxed()];
    calm = a < IMPROVEMENT * first || b < IMPROVEMENT * second ? 0 : calm + 1;
    [first, second] = [Math.min(first, a), Math.min(second, b)];
  }
  return first > WORTH * second;
}

/** Where the choice is kept: of what workers can reach, the simplest that stays. Missing on pages without encryption. */
const CACHE = 'batchnorm-lab-kernels';

async function remembered(): Promise<Variant | undefined> {
  try {
    const kept = await (await caches.open(CACHE)).match(placeOf());
    const text = await kept?.text();
    return text === 'plain' || text === 'relaxed' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** False where nothing can be kept. */
async function remember(variant: Variant): Promise<boolean> {
  try {
    await (await caches.open(CACHE)).put(placeOf(), new Response(variant));
    return true;
  } catch {
    return false;
  }
}

/** Another version of the kernels has another place. */
function placeOf(): string {
  return `${addressOf('plain').href}?chosen`;
}
