/** The bench page: a Start button for visitors, and a handle for the command line. */
import { MnistLoader } from '../src/data/data-loader.ts';
import '../src/styles/tokens.css';
import '../src/styles/controls.css';
import '../src/styles/sheet.css';
import { durationText } from '../src/ui/format.ts';
import { measureRepaints } from './chart-repaint.tsx';
import { type BenchPlan, type BenchResult, type BenchRow, measure } from './measure.ts';

/** For visitors: a few minutes also on a machine without a graphics card. */
const SHORT_PLAN: BenchPlan = {
  contestants: ['stock-webgl-trainOnBatch', 'webgl-ops', 'wasm'],
  pairEngine: 'wasm',
  rounds: 2,
  stepsPerRound: 2,
};

let problem: string | undefined;
const loader = new MnistLoader(new URL('../mnist/', document.baseURI).href, (state) => {
  problem = state.error && `${state.error.message} ${state.error.hint}`;
  if (problem) element('status').textContent = problem;
});

const element = (id: string) => document.getElementById(id) as HTMLElement;

async function run(plan: BenchPlan): Promise<BenchResult> {
  if (problem) throw new Error(problem);
  const result = await measure(plan, loader, (text) => {
    element('status').textContent = text;
  });
  show(result);
  return result;
}

function show({ rows, pair, renderer }: BenchResult): void {
  const stock = (on: boolean) =>
    rows.find((row) => row.name === 'stock-webgl-trainOnBatch' && row.batchNorm === on)
      ?.millisecondsPerStep ?? Number.NaN;
  const cells = (row: BenchRow) => [
    row.name,
    row.batchNorm ? 'on' : 'off',
    durationText(row.millisecondsPerStep),
    row.gigaflops.toFixed(1),
    `${(stock(row.batchNorm) / row.millisecondsPerStep).toFixed(1)}×`,
  ];
  element('results').replaceChildren(
    ...rows.map((row) => {
      const line = document.createElement('tr');
      line.append(
        ...cells(row).map((text) => Object.assign(document.createElement('td'), { textContent: text })),
      );
      return line;
    }),
  );
  const slower = Math.max(...pair.alone);
  element('pair').textContent =
    `Both runs at once on ${pair.engine}: ${durationText(pair.milliseconds)} for a pair of steps, ` +
    `${(pair.milliseconds / slower).toFixed(2)} times the slower one alone.`;
  element('status').textContent = `WebGL is drawn by ${renderer}.`;
}

function onClick(id: string, status: string, action: () => Promise<unknown>): void {
  const button = element(id) as HTMLButtonElement;
  button.addEventListener('click', () => {
    button.disabled = true;
    action()
      .catch((error: Error) => {
        element(status).textContent = error.message;
      })
      .finally(() => {
        button.disabled = false;
      });
  });
}

async function runCharts() {
  const result = await measureRepaints(element('chart'));
  element('charts-status').textContent =
    `${durationText(result.early)} a repaint at first, ${durationText(result.late)} at last; ` +
    `at most ${result.mostPoints} points a curve.`;
  return result;
}

onClick('start', 'status', () => run(SHORT_PLAN));
onClick('start-charts', 'charts-status', runCharts);

declare global {
  interface Window {
    /** For the command line. */
    bench?: { run: typeof run; charts: typeof runCharts };
  }
}
window.bench = { run, charts: runCharts };
