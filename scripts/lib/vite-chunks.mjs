/**
 * How a build is parted into files. What a page loads before it shows is one file, and what it shares with others one more
 * for each set of them. Left to itself, the bundler parts that also by what loads later of it, into a dozen small files that
 * compress worse.
 */
import { join } from 'node:path';
import { normalizePath } from 'vite';
import { ROOT } from './root.mjs';

/** @typedef {import('vite').Rolldown.ChunkingContext} ChunkingContext */

/**
 * @param {string} page The HTML file whose modules are put together.
 * @param {readonly string[]} others HTML files of the same build. What only they load before they show may be loaded later by
 *   the page, without the program that it stands beside there: it is left to the bundler.
 * @returns {import('vite').Rolldown.CodeSplittingOptions}
 */
export function chunksOf(page, others) {
  /** @type {Map<string, Set<string>>} */
  const loaded = new Map();
  /**
   * @param {string} file
   * @param {string} id
   * @param {ChunkingContext} context
   */
  const loads = (file, id, context) => {
    let modules = loaded.get(file);
    if (!modules) {
      modules = withImports(normalizePath(join(ROOT, file)), context);
      loaded.set(file, modules);
    }
    return modules.has(id);
  };
  // A file brings along what its modules import. What many pages load imports nothing that fewer do, so it is taken first.
  const groups = [...others, page].map((_, i) => {
    const count = others.length - i;
    return {
      priority: count,
      /** @type {(id: string, context: ChunkingContext) => string | null} */
      name: (id, context) => {
        if (!loads(page, id, context)) return null;
        const users = others.flatMap((other, at) => (loads(other, id, context) ? [at] : []));
        return users.length === count ? ['page', ...users].join('-') : null;
      },
    };
  });
  return { groups };
}

/**
 * A module and all that it imports, but for what it loads later.
 *
 * @param {string} entry
 * @param {ChunkingContext} context
 */
function withImports(entry, context) {
  const modules = new Set([entry]);
  for (const id of modules)
    for (const next of context.getModuleInfo(id)?.importedIds ?? []) modules.add(next);
  return modules;
}
