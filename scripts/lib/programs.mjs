/** Where programs are, and whether they can be started. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Where a program is usually installed: its names on the PATH of a Linux, its paths inside the folders of
 * applications of a Mac, and inside those of a Windows. Without paths it is not looked for there.
 *
 * @typedef {{ names: string[], mac?: string[], windows?: string[] }} Places
 */

/**
 * The path of an installed program.
 *
 * @param {Places} places
 * @param {(path: string) => boolean} [isWanted] Leaves out programs of that name that will not do.
 * @returns {string | undefined}
 */
export function findProgram(places, isWanted = () => true) {
  return usualPaths(places).find((path) => isProgram(path) && isWanted(path));
}

/** @param {Places} places */
function usualPaths({ names, mac = [], windows = [] }) {
  const { PATH = '', HOME = '', PROGRAMFILES, LOCALAPPDATA } = process.env;
  switch (process.platform) {
    case 'darwin':
      return within(['/Applications', join(HOME, 'Applications')], mac);
    case 'win32':
      return within([PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA], windows);
    default:
      return names.flatMap((name) => within([...PATH.split(delimiter), '/usr/bin', '/snap/bin'], [name]));
  }
}

/**
 * Every path in every folder that there is.
 *
 * @param {(string | undefined)[]} folders
 * @param {string[]} paths
 */
function within(folders, paths) {
  return folders.flatMap((folder) => (folder ? paths.map((path) => join(folder, path)) : []));
}

export function isRoot() {
  return process.getuid?.() === 0;
}

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
