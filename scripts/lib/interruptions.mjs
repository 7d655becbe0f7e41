/** Ways in which training is interrupted from outside, in a page that knows nothing of it. */

/** @import { LabHandle, Page } from './scripting.mjs' */

/** @typedef {Window & { startedWorkers?: Map<string, Worker> }} WatchedWindow */

/**
 * An init script for the page: remembers its workers by name, the newest of each, so that `killWorker` can have them.
 */
export function watchWorkers() {
  /** @type {Map<string, Worker>} */
  const workers = new Map();
  Object.assign(window, { startedWorkers: workers });
  window.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} args */
    constructor(...args) {
      super(...args);
      workers.set(args[1]?.name ?? '', this);
    }
  };
}

/**
 * As when another tab is chosen or the browser is closed: a page gets no other warning.
 *
 * @param {Page} page
 */
export async function hide(page) {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/**
 * Ends the worker of an arm, and gives the step from which the arm then goes on.
 *
 * `terminate` ends it wherever it is, in the middle of a kernel or of writing a checkpoint, as it is when it runs out of
 * memory. (An error that is thrown in it, or `Runtime.terminateExecution` of the debugger, would come between two tasks or
 * leave it alive.) Browsers report such an end as an `error` event; of an end by `terminate` they say nothing, so the event
 * is sent here. That a browser sends it is taken for granted, all that follows from it is not.
 *
 * @param {LabHandle} lab
 * @param {number} arm
 */
export function killWorker(lab, arm) {
  return lab.evaluate(({ lab }, arm) => {
    const { startedWorkers } = /** @type {WatchedWindow} */ (window);
    const worker = startedWorkers?.get(`run-${'ABCD'[arm]}`);
    if (!worker) throw new Error('The arm has no worker.');
    worker.terminate();
    worker.dispatchEvent(new ErrorEvent('error', { message: 'Killed by the check.' }));
    return lab.store.getState().runs[arm]?.record.series.loss.last?.step ?? 0;
  }, arm);
}

/**
 * Takes the WebGL context from a worker in the middle of a step, as a driver does, by the extension that is made for it.
 *
 * The worker's program keeps its context to itself. But each of its calls is one of a method that all contexts share: the
 * next one is made as usual, and names the context.
 *
 * @param {Page} page
 * @param {string} name The worker's, "run-A" of the first arm.
 * @returns When that was, in milliseconds since 1970.
 */
export async function loseContext(page, name) {
  const names = await Promise.all(
    page.workers().map(async (worker) => ({ worker, name: await worker.evaluate(() => self.name) })),
  );
  const found = names.find((one) => one.name === name);
  if (!found) throw new Error(`There is no worker ${name}.`);
  return found.worker.evaluate(
    () =>
      /** @type {Promise<number>} */ (
        new Promise((resolve) => {
          const { prototype } = WebGL2RenderingContext;
          const { useProgram } = prototype;
          prototype.useProgram = function (...args) {
            prototype.useProgram = useProgram;
            useProgram.apply(this, args);
            this.getExtension('WEBGL_lose_context')?.loseContext();
            resolve(Date.now());
          };
        })
      ),
  );
}
