/**
 * `npm run lighthouse`: what Lighthouse says of the built lab on a desktop, with the least that each category must reach.
 *
 * Speeds are measured where nothing else goes on; Lighthouse's own throttling is the network's and processor's of a desktop.
 */
import { writeFileSync } from 'node:fs';
import { chromeArguments, findChrome } from './lib/chrome.mjs';
import { messageOf } from './lib/errors.mjs';
import { fail, prepare, table } from './lib/lab.mjs';
import { readOptions, text } from './lib/options.mjs';
import { serveBuilt } from './lib/serve.mjs';

/** Of 100. */
const LEAST = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 95 };

const { values } = readOptions({
  name: 'npm run lighthouse --',
  about: 'Measures the built lab with Lighthouse, as on a desktop.',
  options: { html: { ...text('FILE'), help: 'where the whole report goes' } },
});

try {
  await prepare();
  const { lhr, report } = await measure();
  const rows = Object.entries(LEAST).map(([name, least]) => {
    const score = Math.round((lhr.categories[name]?.score ?? 0) * 100);
    return { name, least, score };
  });
  console.log(
    table([['category', 'score', 'least'], ...rows.map((row) => [row.name, row.score, row.least])]),
  );
  for (const audit of Object.values(lhr.audits))
    if (audit.score !== null && audit.score < 0.9)
      console.log(`${audit.title}${audit.displayValue ? `: ${audit.displayValue}` : ''}`);
  if (values.html !== undefined) writeFileSync(values.html, report);
  process.exitCode = rows.some(({ score, least }) => score < least) ? 1 : 0;
} catch (error) {
  fail(messageOf(error));
}

async function measure() {
  // Only now: before `prepare` there may be no packages.
  const [{ default: lighthouse, desktopConfig }, { launch }] = await Promise.all([
    import('lighthouse'),
    import('chrome-launcher'),
  ]);
  const server = await serveBuilt();
  const chrome = await launch({
    chromePath: await findChrome(),
    chromeFlags: ['--headless=new', ...chromeArguments()],
  });
  try {
    const result = await lighthouse(
      server.url,
      { port: chrome.port, output: 'html', onlyCategories: Object.keys(LEAST) },
      desktopConfig,
    );
    if (!result) throw new Error('Lighthouse gave no result.');
    return { lhr: result.lhr, report: String(result.report) };
  } finally {
    chrome.kill();
    await server.close();
  }
}
