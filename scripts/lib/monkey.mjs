/**
 * A visitor without sense: does at random whatever can be done with a page of the lab, by the pointer and the keys, and the
 * same again for the same seed, as far as the page is as it was.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { controlsInSight, focusControl, marksInSight } from './monkey-sight.mjs';

/** @import { Page } from '@playwright/test' */
/** @import { SeenControl } from './monkey-sight.mjs' */

/** Milliseconds in which a page must do what it is told; one that trains on two processors may take its time. */
const PATIENCE = 30_000;
/** Actions that are remembered, to be told when one of them has broken something. */
const REMEMBERED = 30;

const TEXTS = [
  ...[
    '',
    '0',
    '1',
    '2',
    '3',
    '4',
    '8',
    '20',
    '0.001',
    '1e-3',
    '0.5',
    '-1',
    '1e9',
    'NaN',
    '１２',
    ' 7 ',
    '3,5',
    '1;2',
  ],
  ...[
    'nonsense',
    '<b>bold</b>',
    '"><script>',
    '💥',
    'ﬀ한글عربى',
    'x'.repeat(2_000),
    '../../etc',
    '%00',
    'null',
  ],
];
const KEYS = [
  ...[
    ' ',
    ' ',
    'ArrowRight',
    'ArrowRight',
    'r',
    'p',
    '?',
    'Escape',
    'Escape',
    'Tab',
    'Tab',
    'Shift+Tab',
    'Enter',
  ],
  ...[
    'ArrowLeft',
    'ArrowUp',
    'ArrowDown',
    'Home',
    'End',
    'PageDown',
    'PageUp',
    'Delete',
    'Backspace',
    'x',
    '5',
  ],
];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];
const PAGES = ['compare', 'inside', 'reproduce', 'sweep', 'runs'];
/** What comes as a file to be imported: as good as nothing. */
const FILES = ['{"format":', '[]', '{}', '', '{"runs":[{"config":{"steps":-1}}]}'];

/** Ways to act, as often as their numbers say. */
const WAYS = /** @type {const} */ ({
  control: 60,
  type: 8,
  key: 12,
  drag: 6,
  hover: 4,
  scroll: 3,
  page: 4,
  size: 2,
  history: 1,
  reload: 1,
});

/** @typedef {keyof typeof WAYS} Way */

export class Monkey {
  /** Whether it may open the page anew, which forgets what the page has forgotten to free. */
  mayReload = true;
  /** Actions so far. */
  count = 0;
  #page;
  #random;
  #url;
  /** @type {string[]} */
  #log = [];

  /**
   * @param {Page} page Shows the lab. What it downloads is thrown away, what it asks is agreed to.
   * @param {number} seed
   */
  constructor(page, seed) {
    this.#page = page;
    this.#random = xoroshiro128plus(seed);
    this.#url = page.url();
    page.on('download', (download) => void download.delete().catch(() => {}));
    page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
    page.on('filechooser', (chooser) => {
      const buffer = Buffer.from(this.#oneOf(FILES));
      void chooser.setFiles({ name: 'runs.json', mimeType: 'application/json', buffer }).catch(() => {});
    });
    page.context().on('page', (other) => {
      if (other !== page) void other.close();
    });
  }

  /** The last actions, one a line, the newest at the end. */
  get log() {
    return this.#log;
  }

  /** Does one thing. Rejects when the page does not answer. */
  async act() {
    const ways = /** @type {[Way, number][]} */ (Object.entries(WAYS));
    const pool = ways.flatMap(([way, often]) => Array.from({ length: often }, () => way));
    const way = this.#oneOf(pool);
    this.#note(way);
    await inTime(this.#do(way), 'act');
    await this.#page.waitForTimeout(this.#upTo(9) === 0 ? 400 : this.#upTo(40));
    await inTime(this.#stay(), 'stay');
    this.count++;
  }

  /** @param {Way} way */
  async #do(way) {
    const page = this.#page;
    switch (way) {
      case 'control':
        return this.#actOnControl();
      case 'type':
        return this.#typeSomewhere();
      case 'key': {
        const key = this.#oneOf(KEYS);
        this.#note(`press "${key}"`);
        return page.keyboard.press(key);
      }
      case 'drag':
        return this.#drag();
      case 'hover': {
        const { x, y } = await this.#anywhere();
        return page.mouse.move(x, y);
      }
      case 'scroll':
        return page.mouse.wheel(0, this.#upTo(1_200) - 600);
      case 'page':
        return this.#turnTo(this.#oneOf(PAGES));
      case 'size': {
        const size = this.#oneOf(SIZES);
        this.#note(`${size.width} × ${size.height}`);
        return page.setViewportSize(size);
      }
      case 'history': {
        const by = this.#oneOf([-1, 1]);
        this.#note(by < 0 ? 'back' : 'forward');
        await page.evaluate((by) => history.go(by), by);
        // Where it leads is there only a moment later.
        return page.waitForTimeout(300);
      }
      case 'reload': {
        if (!this.mayReload) return;
        await page.reload();
        return;
      }
    }
  }

  async #actOnControl() {
    const control = this.#chosen(await this.#page.evaluate(controlsInSight));
    if (!control) return;
    const { role, name, index } = control;
    this.#note(`${role} "${name.slice(0, 60)}"`);
    const place = await this.#page.evaluate(focusControl, { index, focus: false });
    // A repaint has taken it away.
    if (!place) return;
    if (role === 'slider' && this.#upTo(1) === 0) {
      await this.#page.evaluate(focusControl, { index, focus: true });
      for (let i = this.#upTo(5); i >= 0; i--)
        await this.#page.keyboard.press(this.#oneOf(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp']));
      return;
    }
    // Now and then as somebody does who is in a hurry.
    await this.#page.mouse.click(place.x, place.y, { clickCount: this.#upTo(9) === 0 ? 2 : 1 });
  }

  async #typeSomewhere() {
    const all = await this.#page.evaluate(controlsInSight);
    const field = this.#chosen(all.filter(({ role }) => role === 'textbox'));
    if (!field) return;
    const text = this.#oneOf(TEXTS);
    this.#note(`${JSON.stringify(text.slice(0, 30))} into "${field.name.slice(0, 60)}"`);
    if (!(await this.#page.evaluate(focusControl, { index: field.index, focus: true }))) return;
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.insertText(text);
    await this.#page.keyboard.press(this.#oneOf(['Enter', 'Enter', 'Tab', 'Escape']));
  }

  /** Over charts, strips and whatever is there. */
  async #drag() {
    const { mouse } = this.#page;
    const marks = await this.#page.evaluate(marksInSight);
    const from = marks.length > 0 ? this.#oneOf(marks) : await this.#anywhere();
    const to = await this.#anywhere();
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await mouse.move(to.x, to.y);
    await mouse.up();
  }

  /** @param {string} name */
  async #turnTo(name) {
    this.#note(`#${name}`);
    await this.#page.evaluate((hash) => {
      location.hash = hash;
    }, name);
  }

  /** Of those that differ by more than a number, each as often: a list of a hundred runs is one thing. @param {SeenControl[]} seen */
  #chosen(seen) {
    /** @type {Map<string, SeenControl[]>} */
    const kinds = new Map();
    for (const control of seen) {
      const kind = `${control.role} ${control.name.replace(/\d+/g, '0')}`;
      kinds.set(kind, [...(kinds.get(kind) ?? []), control]);
    }
    return kinds.size === 0 ? undefined : this.#oneOf(this.#oneOf([...kinds.values()]));
  }

  /** Whatever was done, it goes on in the lab. */
  async #stay() {
    if (new URL(this.#page.url()).origin !== new URL(this.#url).origin) await this.#page.goto(this.#url);
  }

  async #anywhere() {
    const { width, height } = this.#page.viewportSize() ?? { width: 300, height: 300 };
    return { x: this.#upTo(width - 1), y: this.#upTo(height - 1) };
  }

  /** @param {string} what */
  #note(what) {
    this.#log.push(`${this.count + 1}: ${what}`);
    if (this.#log.length > 2 * REMEMBERED) this.#log.shift();
  }

  /** A whole number from 0 on. @param {number} most */
  #upTo(most) {
    return uniformInt(this.#random, 0, most);
  }

  /** @template T @param {readonly T[]} all @returns {T} */
  #oneOf(all) {
    return /** @type {T} */ (all[this.#upTo(all.length - 1)]);
  }
}

/**
 * @param {Promise<unknown>} work
 * @param {string} what
 */
async function inTime(work, what) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The page does not answer (${what}).`)), PATIENCE);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
