/**
 * Compiles the kernels of the processor's engine, `src/engine/simd/assembly/`, from AssemblyScript to WebAssembly: two
 * modules from one source, without and with relaxed SIMD, which a browser that lacks it refuses as a whole.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const ENGINE = join(ROOT, 'src', 'engine', 'simd');
/** Where the sources are. */
export const ASSEMBLY = join(ENGINE, 'assembly');
const TARGET = join(ENGINE, 'generated');
/** Types of all kernels, from which TypeScript knows their arguments. */
const TYPES = join(TARGET, 'kernels.d.ts');
/** What the modules there were made from. */
const STAMP = join(TARGET, '.sources');

const VARIANTS = { plain: [], relaxed: ['--enable', 'relaxed-simd'] };
const OPTIONS = [
  '-O3',
  '--noAssert',
  '--enable',
  'simd',
  // No memory of its own, nothing allocated, nothing to collect.
  '--runtime',
  'stub',
  '--importMemory',
  '--bindings',
  'raw',
  // Vectors are handed on inside the module alone.
  '--disableWarning',
  '112',
];

/**
 * Compiles the kernels, unless those that are there were made from these very sources.
 *
 * @throws {Error} when they have a fault; the compiler's words are in the message.
 */
export async function ensureKernels() {
  const hash = sourcesHash();
  const isThere = [STAMP, ...Object.keys(VARIANTS).map(moduleOf), TYPES].every((file) => existsSync(file));
  if (isThere && readFileSync(STAMP, 'utf8') === hash) return;
  // Until all is done, what is there may be of two kinds.
  rmSync(STAMP, { force: true });
  const { main } = await import('assemblyscript/asc');
  mkdirSync(TARGET, { recursive: true });
  for (const [name, features] of Object.entries(VARIANTS)) {
    const { error, stderr } = await main(['index.ts', ...OPTIONS, ...features, '--outFile', `${name}.wasm`], {
      readFile: (file) => readIfThere(join(ASSEMBLY, file)),
      writeFile: (file, contents) => {
        // Of the bindings the types are wanted, which are those of both modules.
        if (file.endsWith('.wasm')) writeFileSync(moduleOf(name), contents);
        else if (file.endsWith('.d.ts')) writeFileSync(TYPES, contents);
      },
      listFiles: () => [],
    });
    if (error) throw new Error(`The kernels could not be compiled.\n${stderr.toString()}`);
  }
  writeFileSync(STAMP, hash);
}

/** @param {string} variant */
function moduleOf(variant) {
  return join(TARGET, `${variant}.wasm`);
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** A hash over the sources, the options and the compiler's version. */
function sourcesHash() {
  const hash = createHash('sha256').update(JSON.stringify([VARIANTS, OPTIONS]));
  hash.update(readFileSync(join(ROOT, 'node_modules', 'assemblyscript', 'package.json')));
  for (const name of readdirSync(ASSEMBLY).sort())
    hash.update(`${name}\0`).update(readFileSync(join(ASSEMBLY, name)));
  return hash.digest('hex');
}
