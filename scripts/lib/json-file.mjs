/** Files that scripts write as JSON: whether they can be is known before the work begins, not after it. */
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from './errors.mjs';

/** The option that names such a file. Reading it checks the file, and changes nothing. */
export function jsonFile() {
  return {
    shown: 'FILE',
    read: (/** @type {string} */ path) => {
      const reason = whyNotWritable(path);
      if (reason) throw new Error(`"${path}" cannot be written: ${reason}`);
      return path;
    },
  };
}

/**
 * Writes a value. What was there stays until all of it is written.
 *
 * @param {string} path
 * @param {unknown} value
 * @throws {Error} when it cannot be written; the message names the file.
 */
export function writeJson(path, value) {
  writeText(path, `${JSON.stringify(value)}\n`);
}

/**
 * @param {string} path
 * @param {string} text
 * @throws {Error} when it cannot be written; the message names the file.
 */
export function writeText(path, text) {
  const { target, isPlain } = placeOf(path);
  try {
    if (!isPlain) return writeFileSync(target, text);
    writeFileSync(partOf(target), text);
    renameSync(partOf(target), target);
  } catch (error) {
    throw new Error(`${path} could not be written: ${messageOf(error)}`);
  }
}

/**
 * @param {string} path
 * @returns {string | undefined} The reason, as the end of a sentence.
 */
function whyNotWritable(path) {
  if (/[\\/]$/.test(path) && !isFolder(path)) return 'it names a folder, not a file.';
  if (isFolder(path)) return 'it is a folder.';
  if (!isFolder(dirname(path))) return `there is no folder "${dirname(path)}".`;
  try {
    const { target, isThere, isPlain } = placeOf(path);
    // Trying it is the only way to know: rights, full names and read-only disks are all asked at once.
    if (isThere) closeSync(openSync(target, 'r+'));
    if (isPlain) {
      closeSync(openSync(partOf(target), 'w'));
      rmSync(partOf(target));
    }
  } catch (error) {
    return messageOf(error);
  }
  return undefined;
}

/**
 * Where a path leads. Only a plain file, or one that is not there yet, may be replaced by another: the end of a link is
 * what is meant, and a device stays one.
 *
 * @param {string} path
 */
function placeOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return { target: path, isThere: false, isPlain: true };
  return { target: realpathSync(path), isThere: true, isPlain: stats.isFile() };
}

/** @param {string} target */
function partOf(target) {
  return `${target}.part`;
}

/** @param {string} path */
function isFolder(path) {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    // A part of the way is a file.
    return false;
  }
}
