/** Opens an address in the default browser, where there is one. */
import { spawn } from 'node:child_process';

/**
 * Opens `url`. Says nothing when that does not work: the address has been printed.
 *
 * @param {string} url
 */
export function openBrowser(url) {
  if (process.env.CI || !hasScreen()) return;
  const [program, ...args] = command();
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

/** @returns {[program: string, ...args: string[]]} */
function command() {
  switch (process.platform) {
    case 'darwin':
      return ['open'];
    case 'win32':
      // `start` is a word of the command interpreter; its first quoted argument would be a window's title.
      return ['cmd', '/c', 'start', ''];
    default:
      return ['xdg-open'];
  }
}

function hasScreen() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'darwin' || process.platform === 'win32' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
