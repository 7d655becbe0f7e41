/** WebKit: WebKitGTK's small browser on a display of its own, driven by WebDriver. */
import { createRequire } from 'node:module';
import { installWithApt } from './apt.mjs';
import { findDisplay, startDisplay } from './display.mjs';
import { findProgram } from './programs.mjs';
import { BUTTON_TIMEOUT, VIEWPORT } from './smoke-page.mjs';

/**
 * The WebDriver of WebKitGTK, which brings the browser along, and a display without a screen.
 *
 * @typedef {{ driver: string, display: string }} WebKit
 */

/**
 * A WebKit that is installed, or can be.
 *
 * @returns {Promise<WebKit | undefined>}
 */
export async function findWebKit() {
  return (
    installed() ?? ((await installWithApt('WebKit', ['webkit2gtk-driver', 'xvfb'])) ? installed() : undefined)
  );
}

function installed() {
  const driver = findProgram({ names: ['WebKitWebDriver'] });
  const display = findDisplay();
  return driver && display ? { driver, display } : undefined;
}

/** What the page has to run first, since the browser's driver tells nothing of errors. */
export const WEBKIT_HEAD_SCRIPT = `(${keepProblems})()`;

/**
 * @param {WebKit} programs
 * @returns {Promise<import('./smoke-page.mjs').DrivenBrowser>}
 */
export async function openWebKit({ driver, display }) {
  const { Builder, By, error: errors } = await import('selenium-webdriver');
  /** @type {typeof import('selenium-webdriver/remote')} A folder, which `import` cannot find. */
  const { DriverService } = createRequire(import.meta.url)('selenium-webdriver/remote');
  const screen = await startDisplay(display, VIEWPORT);
  const service = new DriverService.Builder(driver)
    // The driver listens there only; left to itself, the library asks another of this computer's addresses.
    .setLoopback(true)
    .setEnvironment({ ...process.env, DISPLAY: screen.name, GDK_BACKEND: 'x11' })
    .build();
  // The browser itself is asked nothing, for it may hang: it ends when its display does.
  const end = async () => {
    await service.kill();
    await screen.close();
  };
  try {
    const browser = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(await service.start())
      .withCapabilities({ browserName: 'MiniBrowser' })
      .build();
    await browser
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...VIEWPORT });
    /**
     * Whether the button was there and is pressed.
     *
     * @param {string} name
     */
    const press = async (name) => {
      try {
        for (const button of await browser.findElements(By.css('button, [role=button]')))
          if ((await button.getAccessibleName()) === name) {
            await button.click();
            return true;
          }
      } catch (error) {
        // The page drew anew while it was searched.
        if (!(error instanceof errors.StaleElementReferenceError)) throw error;
      }
      return false;
    };
    const version = (await browser.getCapabilities()).getBrowserVersion();
    return {
      name: `WebKit ${version}`,
      open: (url) => browser.get(url),
      press: async (name) => {
        await browser.wait(() => press(name), BUTTON_TIMEOUT, `There is no button "${name}" to press.`);
      },
      read: (expression) => browser.executeScript(`return ${expression}`),
      problems: () => browser.executeScript('return window.keptProblems ?? ["nothing listens for errors"]'),
      close: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Runs in the page, before anything else there: keeps what goes wrong. */
function keepProblems() {
  /** @type {string[]} */
  const problems = [];
  Object.assign(window, { keptProblems: problems });
  const { error } = console;
  console.error = (...values) => {
    problems.push(values.join(' '));
    error.apply(console, values);
  };
  window.addEventListener('unhandledrejection', ({ reason }) => problems.push(String(reason)));
  // Captured on the way down: what does not load says so to its own element only.
  window.addEventListener('error', (event) => problems.push(textOf(event)), true);

  /** @param {Event} event */
  function textOf(event) {
    if (event instanceof ErrorEvent) return event.message;
    return `${event.target instanceof Element ? event.target.outerHTML : 'Something'} did not load`;
  }
}
