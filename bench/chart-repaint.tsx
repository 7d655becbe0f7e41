/** Times repaints of the lab's chart while ten thousand steps grow in it. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { hash32 } from '../src/domain/hash.ts';
import { Series } from '../src/domain/series.ts';
import { median } from '../src/domain/statistics.ts';
import { texts } from '../src/text/text.ts';
import { CurveChart } from '../src/ui/charts/curve-chart.tsx';

const STEPS = 10_000;
const REPAINTS = 100;

export interface RepaintResult {
  /** Median milliseconds of a repaint in the first and in the last fifth of the steps. */
  early: number;
  late: number;
  /** Most points that one drawn curve had. */
  mostPoints: number;
}

export async function measureRepaints(element: HTMLElement): Promise<RepaintResult> {
  const curves = [new Series(), new Series()];
  const root = createRoot(element);
  const times: number[] = [];
  let mostPoints = 0;
  for (let repaint = 0; repaint < REPAINTS; repaint++) {
    for (let i = 0; i < STEPS / REPAINTS; i++) {
      const step = curves[0]!.length + 1;
      curves.forEach((curve, index) => {
        curve.push(step, 2.3 * Math.exp(-step / 3000) + hash32(step, index) / 2 ** 33);
      });
    }
    const start = performance.now();
    flushSync(() =>
      root.render(
        <CurveChart
          curves={curves.map(({ points }, index) => ({
            name: 'AB'[index]!,
            label: '',
            colour: index === 0 ? 'var(--run-a)' : 'var(--run-b)',
            points,
          }))}
          steps={STEPS}
          smoothing={0.9}
          format={String}
          words={texts.en.charts.words}
        />,
      ),
    );
    // Reading the size makes the browser lay the new picture out.
    element.getBoundingClientRect();
    times.push(performance.now() - start);
    for (const path of element.querySelectorAll('path.curve'))
      mostPoints = Math.max(mostPoints, path.getAttribute('d')?.match(/[ML]/g)?.length ?? 0);
    await new Promise(requestAnimationFrame);
  }
  const fifth = REPAINTS / 5;
  return { early: median(times.slice(0, fifth)), late: median(times.slice(-fifth)), mostPoints };
}
