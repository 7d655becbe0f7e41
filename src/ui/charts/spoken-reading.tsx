/** What is read by keys, said aloud. */
import { useContext } from 'react';
import { useStore } from 'zustand';
import { readAt } from './chart-data.ts';
import { curveKey } from './curve.ts';
import { CurvesContext } from './curves-context.ts';

/** Polite, and only of the chart whose keys were pressed. */
export function SpokenReading({ id, smoothing }: { id: string; smoothing: number }) {
  const { curves, data, read, formatStep, view, words } = useContext(CurvesContext);
  const reading = useStore(view, (state) => state.reading);
  const step = reading?.by === id ? reading.step : undefined;
  const valueText = (index: number, at: number) => {
    const drawn = readAt(data.curves[index]!.strongest, at);
    const measured = readAt(curves[index]!.points, at);
    if (!drawn || !measured) return words.missing;
    if (!Number.isFinite(measured.value)) return words.notANumber;
    return smoothing > 0 ? words.smoothed(read(drawn.value), read(measured.value)) : read(measured.value);
  };
  return (
    <p className="visually-hidden" aria-live="polite">
      {step !== undefined &&
        [
          `${words.step} ${formatStep(step)}`,
          ...curves.map(
            (curve, i) => `${curve.ghost ? `${words.previous} ` : ''}${curve.name}: ${valueText(i, step)}`,
          ),
        ].map((part, i) => <span key={i === 0 ? 'step' : curveKey(curves[i - 1]!)}>{part}. </span>)}
    </p>
  );
}
