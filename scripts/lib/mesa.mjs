/**
 * A second driver for WebGL: Mesa, on a display of its own and without a graphics card (Linux). Chrome's own software
 * renderer and this one have no code in common, so what is right on both hangs on neither's compiler.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installWithApt } from './apt.mjs';
import { findDisplay, startDisplay } from './display.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const SIZE = { width: 1280, height: 900 };

/**
 * The program of a display, where that and Mesa's driver are installed, or can be.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findMesa() {
  return (
    installed() ?? ((await installWithApt('Mesa', ['xvfb', 'libgl1-mesa-dri'])) ? installed() : undefined)
  );
}

function installed() {
  return process.platform === 'linux' && hasDriver() ? findDisplay() : undefined;
}

/** Whether Mesa's renderer without a card is where distributions put it. */
function hasDriver() {
  // Debian has a folder for each kind of processor.
  const kinds = existsSync('/usr/lib') ? readdirSync('/usr/lib').map((kind) => join('/usr/lib', kind)) : [];
  return [...kinds, '/usr/lib', '/usr/lib64'].some((folder) =>
    existsSync(join(folder, 'dri', 'swrast_dri.so')),
  );
}

/**
 * Starts a display, and gives what Chrome has to be launched with to draw WebGL with Mesa on it.
 *
 * @param {string} program
 * @returns {Promise<{ launch: import('@playwright/test').LaunchOptions, close: () => Promise<void> }>}
 */
export async function startMesa(program) {
  const { name, close } = await startDisplay(program, SIZE);
  return {
    launch: {
      // Without a window Chrome asks for no driver.
      headless: false,
      args: ['--use-gl=angle', '--use-angle=gl', '--ignore-gpu-blocklist'],
      env: { ...process.env, DISPLAY: name, LIBGL_ALWAYS_SOFTWARE: '1' },
    },
    close,
  };
}

/**
 * What draws WebGL in a page; nothing where there is no WebGL2.
 *
 * @param {Page} page
 * @returns {Promise<string | undefined>}
 */
export function rendererOf(page) {
  return page.evaluate(() => {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : undefined;
  });
}
