/** Starts other programs and shows what they print. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { heldOutput } from './held-output.mjs';
import { ROOT } from './root.mjs';

/**
 * Runs a program in the repository's root, with its output shown as it comes, or held back where that is done.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, capture?: boolean, quiet?: boolean, shell?: boolean }} [options]
 *   `env`: variables besides this process's own. `capture`: also give standard output back. `quiet`: show nothing.
 * @returns {Promise<{ code: number, output: string }>} The exit code; 1 when a signal ended the program.
 * @throws {Error} when the program cannot be started.
 */
export function run(program, args, { env = {}, capture = false, quiet = false, shell = false } = {}) {
  const held = heldOutput();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      shell,
      stdio: quiet ? 'ignore' : ['inherit', capture || held ? 'pipe' : 'inherit', held ? 'pipe' : 'inherit'],
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      if (held) held.push(text);
      else process.stdout.write(text);
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => held?.push(text));
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a command line tool that a package brings. The tool's file is given to Node directly: the wrappers
 * in node_modules/.bin differ between systems.
 *
 * @param {string} packageName
 * @param {string[]} args
 * @param {Parameters<typeof run>[2] & { tool?: string }} [options] `tool`: its name, when it is not the package's.
 */
export function runTool(packageName, args, { tool = packageName, ...options } = {}) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[tool];
  return run(process.execPath, [join(folder, file), ...args], options);
}
