/** The step of Vite's builds that writes the policy into each page. While one works on the lab, Vite's own inline scripts run. */
import { PAGE_POLICY } from './policy.mjs';

/** @returns {import('vite').Plugin} */
export function policy() {
  return {
    name: 'policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // It holds for what comes after it.
      handler: () => [
        meta({ 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY }),
        meta({ name: 'referrer', content: 'no-referrer' }),
      ],
    },
  };
}

/**
 * @param {Record<string, string>} attrs
 * @returns {import('vite').HtmlTagDescriptor}
 */
function meta(attrs) {
  return { tag: 'meta', attrs, injectTo: 'head-prepend' };
}
