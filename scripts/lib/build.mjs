/** Builds the page into dist/, unless dist/ was built from these very sources. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from './held-output.mjs';
import { ensureKernels } from './kernels.mjs';
import { ROOT } from './root.mjs';
import { runTool } from './run.mjs';

/** Everything that a build reads. */
const SOURCES = [
  'index.html',
  'src',
  'public',
  'bench',
  'conformance',
  'vite.config.ts',
  ...['policy', 'vite-chunks', 'vite-kernels', 'vite-offline', 'vite-policy'].map(
    (name) => `scripts/lib/${name}.mjs`,
  ),
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** In dist/ itself, so that whatever replaces or removes the build also takes its note along. */
const STAMP = join(ROOT, 'dist', '.sources');

/**
 * Builds the page when dist/ is missing or older than the sources.
 *
 * @throws {Error} when the build fails.
 */
export async function ensureBuilt() {
  // They are among the sources.
  await ensureKernels();
  const hash = sourcesHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  print('Building the page …\n');
  const { code } = await runTool('vite', ['build']);
  if (code !== 0) throw new Error('The build failed; its message is above.');
  writeFileSync(STAMP, hash);
}

/** A hash over the names and contents of all sources: dates say nothing after a checkout. */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesUnder)) {
    const bytes = readFileSync(join(ROOT, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * The files of a folder and its subfolders in a fixed order, or the file itself.
 *
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
