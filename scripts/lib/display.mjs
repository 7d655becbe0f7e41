/** Displays without a screen, for browsers that will not run without a display. */
import { spawn } from 'node:child_process';
import { findProgram } from './programs.mjs';

/** The program that makes them, where it is installed. */
export function findDisplay() {
  return findProgram({ names: ['Xvfb'] });
}

/**
 * Starts a display with a free number; it ends with this process, if not before.
 *
 * @param {string} program
 * @param {{ width: number, height: number }} size
 * @returns {Promise<{ name: string, close: () => Promise<void> }>}
 */
export async function startDisplay(program, { width, height }) {
  const size = `${width}x${height}x24`;
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const kill = () => void server.kill();
  process.once('exit', kill);
  const ended = new Promise((resolve) => server.once('close', resolve));
  const number = await new Promise((resolve, reject) => {
    // It writes the number when it is ready.
    server.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
    server.once('error', reject);
    server.once('close', (code) => reject(new Error(`${program} ended with ${code} before it was ready.`)));
  });
  return {
    name: `:${number}`,
    close: async () => {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}
