/**
 * What the lab's pages may do, in one place: the policy that a build writes into each page, and the headers that the lab's
 * own servers send besides. docs/security.md says why each line is as it is.
 */

/** The one Trusted Types policy; `src/browser/own-program.ts` makes it. */
const TRUSTED_TYPES = 'batchnorm-lab';

/** @type {Record<string, readonly string[]>} */
const RULES = {
  'default-src': ["'none'"],
  // WebAssembly is compiled from files of the lab; JavaScript is never made from text.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  // Pictures that the page draws itself are blobs or data.
  'img-src': ["'self'", 'data:', 'blob:'],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': [TRUSTED_TYPES],
};

/** The policy that stands in the page itself, and holds wherever that is served. */
export const PAGE_POLICY = textOf(RULES);

/** Headers of every file. A page's policy does not reach its workers: theirs comes with their own program. */
export const SECURITY_HEADERS = {
  // Who may show the page in a frame is for a header alone to say.
  'Content-Security-Policy': textOf({ ...RULES, 'frame-ancestors': ["'none'"] }),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial']
    .map((feature) => `${feature}=()`)
    .join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** @param {Record<string, readonly string[]>} rules */
function textOf(rules) {
  return Object.entries(rules)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}
