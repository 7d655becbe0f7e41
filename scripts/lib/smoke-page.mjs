/**
 * What the smoke test asks of the lab's page, in any browser: where to find things on it, and what must be true
 * of them in the end. All words and selectors stand here.
 */

/** Steps that both runs make. */
const STEPS = 20;

/** The lab in English, evaluated halfway, so that the accuracy is a curve before the long last evaluation. */
export const QUERY = `?lang=en&steps=${STEPS}&every=${STEPS / 2}`;

/** Accessible name of the button that starts the runs. */
export const RUN_BUTTON = 'Run';

/** Pixels. */
export const VIEWPORT = { width: 1440, height: 900 };

/** Milliseconds until a button must be there. */
export const BUTTON_TIMEOUT = 30_000;

/** Fewest segments of a curve that was drawn step by step; the paths of the charts are thinned. */
const LOSS_SEGMENTS = 5;

const PLACES = {
  progress: `${STEPS} of ${STEPS} steps`,
  /** Beginnings of the names of the charts, which are figures. */
  charts: { accuracy: 'Test accuracy', loss: 'Training loss' },
  curve: 'path.curve',
  /** Names of the runs' cards, which are regions, and the terms of their figures. */
  cards: ['Run A', 'Run B'],
  terms: { accuracy: 'Test accuracy', loss: 'loss' },
};

/**
 * A browser that shows the lab.
 *
 * @typedef {object} DrivenBrowser
 * @property {string} name With its version.
 * @property {(url: string) => Promise<void>} open
 * @property {(name: string) => Promise<void>} press Presses the button of this accessible name as soon as it is there.
 * @property {(expression: string) => Promise<unknown>} read The value of an expression in the page, as JSON can hold it.
 * @property {() => Promise<string[]>} problems Errors that the page threw or wrote to the console.
 * @property {() => Promise<void>} close Ends everything that was started for it.
 */

/**
 * What the page shows.
 *
 * @typedef {object} Shown
 * @property {boolean} finished Whether it says that all steps are made.
 * @property {Record<'accuracy' | 'loss', Path[]>} charts
 * @property {{ name: string, accuracy: string, loss: string }[]} cards
 *
 * @typedef {{ segments: number, width: number }} Path A drawn path: its straight lines, and its width in pixels.
 */

/** @typedef {{ what: string, passed: boolean, seen: unknown }} Check `seen`: what was there instead. */

/**
 * @param {DrivenBrowser} browser
 * @returns {Promise<Shown>}
 */
export async function readPage(browser) {
  const shown = await browser.read(`(${readInPage})(${JSON.stringify(PLACES)})`);
  return /** @type {Shown} */ (shown);
}

/**
 * @param {Shown} shown
 * @param {string[]} problems
 * @returns {Check[]}
 */
export function checksOf({ finished, charts, cards }, problems) {
  return [
    { what: `both runs make ${STEPS} steps`, passed: finished, seen: `no "${PLACES.progress}"` },
    {
      what: 'the accuracy of both runs is drawn',
      passed: areDrawn(charts.accuracy, 2, 1),
      seen: charts.accuracy,
    },
    {
      what: 'the loss of both runs is drawn, as measured and smoothed',
      passed: areDrawn(charts.loss, 4, LOSS_SEGMENTS),
      seen: charts.loss,
    },
    ...cards.map(({ name, accuracy, loss }) => ({
      what: `the card "${name}" shows a loss and an accuracy`,
      passed: /^\d+(\.\d+)?%/.test(accuracy) && /^\d+(\.\d+)?$/.test(loss),
      seen: { accuracy, loss },
    })),
    { what: 'the page reports no error', passed: problems.length === 0, seen: problems },
  ];
}

/**
 * @param {Path[]} paths
 * @param {number} count
 * @param {number} fewest Segments of each.
 */
function areDrawn(paths, count, fewest) {
  return paths.length === count && paths.every(({ segments, width }) => segments >= fewest && width > 0);
}

/**
 * Runs in the page, where it can use nothing from outside.
 *
 * @param {typeof PLACES} places
 * @returns {Shown}
 */
function readInPage({ progress, charts, curve, cards, terms }) {
  return {
    finished: document.body.innerText.includes(progress),
    charts: { accuracy: pathsOf(charts.accuracy), loss: pathsOf(charts.loss) },
    cards: cards.map((name) => {
      const card = document.querySelector(`section[aria-label="${name}"]`);
      return { name, accuracy: figureOf(card, terms.accuracy), loss: figureOf(card, terms.loss) };
    }),
  };

  /** @param {string} name */
  function pathsOf(name) {
    const paths = document.querySelectorAll(`figure[aria-label^="${name}"] ${curve}`);
    return [...paths].map((path) => ({
      segments: (path.getAttribute('d') ?? '').split('L').length - 1,
      width: path.getBoundingClientRect().width,
    }));
  }

  /**
   * @param {Element | null} card
   * @param {string} term
   */
  function figureOf(card, term) {
    const terms = [...(card?.querySelectorAll('dt') ?? [])];
    const found = terms.find(({ textContent }) => textContent === term);
    return found?.nextElementSibling?.textContent ?? '';
  }
}
