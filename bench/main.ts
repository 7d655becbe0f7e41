/** The bench page: a Start button for visitors, and a handle for the command line. */
import { MnistLoader } from '../src/data/data-loader.ts';
import '../src/styles/tokens.css';
import '../src/styles/base.css';
import '../src/styles/controls.css';
import '../src/styles/charts.css';
import '../src/styles/sheet.css';
import './bench.css';
import { problemText } from '../src/text/problems.ts';
import { durationText } from '../src/ui/format.ts';
import { measureRepaints } from './chart-repaint.tsx';
import type { BenchArm, Contestant } from './contestants.ts';
import { type BenchPlan, type BenchResult, type BenchRow, countSteps, measure } from './measure.ts';
import { type SoakPlan, type SoakResult, soak } from './soak.ts';

/** For visitors: a few minutes also on a machine without a graphics card. */
const SHORT_PLAN: BenchPlan = {
  contestants: ['stock-webgl-trainOnBatch', 'stock-webgl-minimize', 'webgl-ops', 'webgl', 'simd', 'wasm'],
  rounds: 2,
  stepsPerRound: 2,
};

let problem: string | undefined;
const loader = new MnistLoader(new URL('../mnist/', document.baseURI).href, (state) => {
  problem = state.error && problemText(state.error, 'en');
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

const COLUMNS = ['name', 'arm', 'step', 'gigaflops', 'stock', 'draws', 'uploads', 'memory'] as const;

function show({
  rows,
  rawMatrixGigaflops,
  rawKernelsGigaflops,
  pairs,
  renderer,
  software,
}: BenchResult): void {
  element('results').replaceChildren(
    ...rows.map((row) => {
      const line = document.createElement('tr');
      const cells = cellsOf(row, rows);
      line.append(
        ...COLUMNS.map((column) =>
          Object.assign(document.createElement('td'), { textContent: cells[column] }),
        ),
      );
      return line;
    }),
  );
  element('raw').textContent = [
    { what: 'on WebGL2', gigaflops: rawMatrixGigaflops },
    { what: 'by the kernels on the processor', gigaflops: rawKernelsGigaflops },
  ]
    .filter(({ gigaflops }) => Number.isFinite(gigaflops))
    .map(({ what, gigaflops }) => `A plain matrix product ${what}: ${gigaflops.toFixed(1)} GFLOP/s.`)
    .join(' ');
  element('pair').textContent = pairs
    .map(
      ({ engine, milliseconds, alone }) =>
        `Both runs at once on ${engine}: ${durationText(milliseconds)} for a pair of steps, ` +
        `${(milliseconds / Math.max(...alone)).toFixed(2)} times the slower one alone.`,
    )
    .join(' ');
  const drawnBy = software ? 'by software, without a graphics card' : 'by the graphics card';
  element('status').textContent = renderer
    ? `WebGL is drawn ${drawnBy}: ${renderer}.`
    : 'This browser offers no WebGL2 in a worker.';
}

function cellsOf(row: BenchRow, rows: readonly BenchRow[]): Record<(typeof COLUMNS)[number], string> {
  const { name, arm, millisecondsPerStep, gigaflops, problem } = row;
  const armCell = arm === 'batch' ? 'on' : 'off';
  const none = { step: '–', gigaflops: '–', stock: '–', draws: '–', uploads: '–', memory: '–' };
  if (problem !== undefined) return { name: `${name}: ${problem}`, arm: armCell, ...none };
  const ratio = bestStock(rows, arm) / millisecondsPerStep;
  return {
    name,
    arm: armCell,
    step: durationText(millisecondsPerStep),
    gigaflops: gigaflops.toFixed(1),
    stock: Number.isFinite(ratio) ? `${ratio.toFixed(1)}×` : '–',
    draws: row.drawsPerStep?.toFixed(0) ?? '–',
    uploads:
      row.uploadedBytesPerStep === undefined ? '–' : `${(row.uploadedBytesPerStep / 1e3).toFixed(0)} kB`,
    memory: row.textureBytes === undefined ? '–' : `${(row.textureBytes / 1e6).toFixed(0)} MB`,
  };
}

/** Milliseconds a step of the fastest stock model on WebGL. */
function bestStock(rows: readonly BenchRow[], arm: BenchArm): number {
  const stock = rows.filter((row) => row.arm === arm && row.name.startsWith('stock-webgl'));
  return Math.min(...stock.map((row) => row.millisecondsPerStep).filter(Number.isFinite));
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
    bench?: {
      run: typeof run;
      count(contestant: Contestant, steps: number): Promise<BenchRow[]>;
      charts: typeof runCharts;
      soak(plan: SoakPlan): Promise<SoakResult>;
    };
  }
}
window.bench = {
  run,
  count: (contestant, steps) => countSteps(contestant, steps, loader),
  charts: runCharts,
  soak: (plan) => soak(plan, loader),
};
