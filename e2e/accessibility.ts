/** What axe finds in a page. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface Look {
  /** Rules that do not hold here. */
  ignored?: string[];
  /** A selector of what is looked at; the whole page without one. */
  within?: string;
}

/** The rules that a page breaks, each with the elements that do. */
export async function accessibilityFaults(page: Page, { ignored = [], within }: Look = {}) {
  // In the page itself, which has no frames of others: to gather what was found in a page of its own takes as long again.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.disableRules(ignored).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
