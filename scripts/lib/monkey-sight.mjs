/** What can be used on a page, by its roles and names. These functions run in the page, so each stands alone. */

/** @typedef {{ index: number, role: string, name: string }} SeenControl */
/** @typedef {Window & { seenControls?: HTMLElement[] }} SightWindow */

/**
 * Everything that can be used at the moment, and remembers it for `focusControl`.
 *
 * @returns {SeenControl[]}
 */
export function controlsInSight() {
  const query = [
    'button, a[href], input, textarea, select, summary',
    ...[
      'switch',
      'slider',
      'combobox',
      'tab',
      'menuitem',
      'menuitemradio',
      'menuitemcheckbox',
      'option',
      'checkbox',
      'radio',
    ].map((role) => `[role="${role}"]`),
    '[tabindex="0"]',
  ].join();
  /** @param {Element} element */
  const roleOf = (element) => {
    const role = element.getAttribute('role');
    if (role) return role;
    if (element instanceof HTMLAnchorElement) return 'link';
    if (element instanceof HTMLTextAreaElement) return 'textbox';
    if (!(element instanceof HTMLInputElement)) return element.localName;
    if (element.type === 'range') return 'slider';
    return ['checkbox', 'radio', 'file'].includes(element.type) ? element.type : 'textbox';
  };
  /** @param {HTMLElement} element */
  const isUsable = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) return false;
    if (
      element.matches(
        ':disabled, [aria-disabled="true"], [inert] *, [aria-hidden="true"], [aria-hidden="true"] *',
      )
    )
      return false;
    // Other sites, other windows and what takes no click are none of this lab.
    if (element instanceof HTMLAnchorElement)
      if (element.origin !== location.origin || element.target || element.hasAttribute('download'))
        return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  };
  const seen = [...document.querySelectorAll(query)].filter(
    (element) => element instanceof HTMLElement && isUsable(element),
  );
  /** @type {SightWindow} */ (window).seenControls = /** @type {HTMLElement[]} */ (seen);
  return seen.map((element, index) => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const by = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const name =
      element.getAttribute('aria-label') ??
      ([...by.map((id) => document.getElementById(id)), ...labels].map((one) => one?.textContent).join(' ') ||
        element.textContent);
    return { index, role: roleOf(element), name: name.trim().replace(/\s+/g, ' ') };
  });
}

/**
 * Brings one of the controls that were seen last into sight, and gives where it is; undefined when it is gone.
 *
 * @param {{ index: number, focus: boolean }} which
 */
export function focusControl({ index, focus }) {
  const element = /** @type {SightWindow} */ (window).seenControls?.[index];
  if (!element?.isConnected) return undefined;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  if (focus) element.focus();
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** The middle of each drawing in sight, and of each thing that is dragged. */
export function marksInSight() {
  return [...document.querySelectorAll('svg, canvas, [role="slider"], input[type="range"]')]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, top, bottom }) => width > 60 && bottom > 0 && top < innerHeight)
    .map(({ left, top, width, height }) => ({ x: left + width / 3, y: top + height / 2 }));
}
