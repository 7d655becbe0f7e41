/** What the charts of the Compare page draw of one series: the runs, or recorded ones until there are, and those before. */
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import { type Comparison, comparisonRuns, differingSettings } from '../../domain/comparison.ts';
import { configKey } from '../../domain/config.ts';
import { recordingsOf } from '../../domain/experiments.ts';
import type { Points } from '../../domain/points.ts';
import { matchingPreset } from '../../domain/presets.ts';
import { pointsOf } from '../../domain/run-result.ts';
import { runsToShow } from '../../domain/seeds.ts';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { againstTime, expectedTime, type TrainingTime, timeAt } from '../../domain/training-time.ts';
import type { RunView } from '../../lab/comparison/state.ts';
import { recorded, useLab, useRecorded } from '../../lab/instance.ts';
import { usePins } from '../../lab/keeping/pins.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import { useText } from '../../text/language.ts';
import type { Text } from '../../text/text.ts';
import type { ChartEvent, Curve, CurveChartProps } from '../../ui/charts/curve.ts';
import { secondsText } from '../../ui/format.ts';
import { armLooks, seedDash } from '../shared/arm-looks.ts';
import { armNames, scheduleText } from '../shared/arm-names.ts';
import { useRecordedSettings } from '../shared/recorded-settings.ts';
import { recordedText } from '../shared/recorded-text.ts';
import { stageOf, verdictText } from '../shared/verdict-text.ts';
import { chartEvents } from './chart-events.ts';
import { useChartSettings } from './chart-settings.ts';
import { recordedRange } from './recorded-ranges.ts';

export interface ShownCurves {
  curves: Curve[];
  /** The recorded runs of which they are, where none of the visitor's own is shown. */
  recorded: readonly RecordedRun[] | undefined;
  events: ChartEvent[];
  /** Last step of the axis, or its last millisecond. */
  steps: number;
  /** How the horizontal axis is drawn and named. */
  axis: Pick<CurveChartProps, 'stepScale' | 'formatStep' | 'words'>;
  /** Of what the axes are: the same for as long as the runs and the series are. */
  subject: string;
  /** Where the curves come from while none is the visitor's own, with the whole story. */
  origin: { note: string; story?: string } | undefined;
  /** Names of bands, each with the colours of its runs. */
  bands: { name: string; colours: string[] }[];
  /** What the grey curves are; none without. */
  previousRun: string | undefined;
  /** What pinned curves are, with their marks. */
  pinned: string[];
  /** How each run stands, in words. */
  standing: string[];
}

/** Milliseconds that the axis of time has while nobody knows how long a run takes. */
const UNKNOWN_TIME = 10_000;

export function useShownCurves(series: SeriesName): ShownCurves {
  // In another language the charts follow when all else has changed: of all that is painted then, they take longest.
  const text = useDeferredValue(useText());
  const runs = useLab((state) => state.runs);
  const previous = useLab((state) => state.previous);
  const comparison = useLab((state) => state.comparison);
  const pins = usePins((state) => state.pins);
  const isIdle = useLab((state) => state.status === 'idle');
  const recordings = useRecorded((state) => state.runs);
  useEffect(() => void recorded.load(recordingsOf(comparisonRuns(comparison))), [comparison]);

  const { seed, steps } = comparison.shared;
  const configs = runs.map(({ record }) => record.config);
  const names = armNames(configs, text);
  const isEmpty = runs.every(
    ({ record }) => record.series.loss.length === 0 && record.series.testAccuracy.length === 0,
  );
  // The range of what is recorded stays the same for as long as the runs' settings do.
  const settings = configs.map((config) => configKey({ ...config, seed: 0 })).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the configurations are known by `settings`.
  const allRanges = useMemo(
    () => configs.map((config) => recordedRange(config, recordings, series)),
    [settings, recordings, series],
  );
  const recordedRuns = useRecordedSettings();
  const shown = isEmpty && !previous ? runsToShow(seed, recordedRuns) : undefined;
  const shownSeed = shown?.[0]?.config.seed;

  const axis = useChartSettings((state) => state.axis);
  const isTime = axis === 'time';
  const formatTime = useCallback((time: number) => text.charts.seconds(secondsText(time)), [text]);
  const along = (points: Points, time: TrainingTime) => (isTime ? againstTime(points, time) : points);
  // Losses of different kinds have nothing in common but the axis.
  const lossesOf = (of: readonly RunView[]) => new Set(of.map(({ record }) => record.config.loss));
  const isAlike =
    series === 'testAccuracy' ||
    new Set([...lossesOf(runs), ...lossesOf(previous?.runs ?? [])]).size === lossesOf(runs).size;
  const before = isAlike ? previous : undefined;
  const ghosts = (before?.runs ?? []).map(
    ({ record }, i): Curve => ({
      ...armLooks[i]!,
      label: text.charts.words.previous,
      ghost: true,
      points: along(record.series[series].points, record.time.points),
    }),
  );
  const pinned = pins
    .filter(({ record }) => series === 'testAccuracy' || lossesOf(runs).has(record.config.loss))
    .map(
      ({ mark, name, record }, i): Curve => ({
        name: mark,
        label: name || armNames([record.config], text)[0]!,
        colour: 'var(--ghost)',
        pale: true,
        ...seedDash(i + 1),
        points: along(record.series[series].points, record.time.points),
      }),
    );
  const times = runs.map(
    ({ record }, i): TrainingTime => (shown ? (shown[i]!.millisecondsPerStep ?? 0) : record.time.points),
  );
  // Recorded seeds took as long as their machine took.
  const ranges = isTime ? [] : allRanges;
  const own = runs.map(({ record }, i): Curve => {
    const range = ranges[i]?.range;
    return {
      ...armLooks[i]!,
      label: names[i]!,
      ...(shown && { pale: true }),
      ...(range && { range }),
      points: along(shown ? pointsOf(shown[i]!.series[series]) : record.series[series].points, times[i]!),
    };
  });
  const bands = new Map<string, string[]>();
  for (const [i, range] of ranges.entries())
    if (range) {
      const name = text.charts.recordedRange(scheduleText(configs[i]!.learningRate, text), range.seeds);
      bands.set(name, [...(bands.get(name) ?? []), armLooks[i]!.colour]);
    }
  const dates = shown && text.list([...new Set(shown.map(({ recorded: { date } }) => date))].sort());
  const events = chartEvents(
    runs.map(({ record, summary }, i) => ({
      name: armLooks[i]!.name,
      config: shown?.[i]?.config ?? record.config,
      verdict: shown?.[i]?.verdict ?? summary.verdict,
    })),
    text,
  );
  /** A rate that changes for all does so at about one time: that of the first. */
  const timeOfEvent = ({ curve, step }: ChartEvent) => {
    const index = armLooks.findIndex(({ name }) => name === curve);
    return Math.round(timeAt(times[Math.max(0, index)]!, step));
  };
  return {
    curves: [...ghosts, ...pinned, ...own],
    pinned: pinned.map(({ name, label }) => `${name}: ${label}`),
    recorded: shown,
    events: isTime ? events.map((event) => ({ ...event, step: timeOfEvent(event) })) : events,
    steps: isTime
      ? Math.max(
          UNKNOWN_TIME,
          ...times.map((time) => expectedTime(time, steps)),
          ...(before?.runs ?? []).map(({ record }) => expectedTime(record.time.points, 0)),
        )
      : Math.max(steps, ...[...runs, ...(before?.runs ?? [])].map(({ summary }) => summary.step)),
    axis: isTime
      ? {
          formatStep: formatTime,
          words: { ...text.charts.words, step: text.charts.time },
        }
      : { stepScale: axis === 'log-steps' ? 'log' : 'linear', words: text.charts.words },
    subject: `${runs[0]!.record.id} ${series}`,
    origin: shown
      ? {
          note: text.charts.recorded(dates!, shownSeed === seed ? undefined : shownSeed, isIdle),
          story: recordedText(shown, text),
        }
      : isEmpty && !previous
        ? { note: text.charts.empty }
        : undefined,
    bands: [...bands].map(([name, colours]) => ({ name, colours })),
    previousRun: before && text.charts.previousRun(describedAs(before.comparison, comparison, text)),
    standing: runs.map(
      (run, i) =>
        `${armLooks[i]!.name}: ${names[i]}${text.comma}${verdictText(run.summary.verdict, text, stageOf(run))}`,
    ),
  };
}

/** What other runs were: their preset where that is another one, seed and rate, and what else they do not share. */
function describedAs(other: Comparison, present: Comparison, text: Text): string[] {
  const { seed, learningRate, loss } = other.shared;
  const preset = matchingPreset(other);
  const differs = new Set(differingSettings([other.shared, present.shared]));
  return [
    ...(preset && preset !== matchingPreset(present) ? [text.presets[preset]] : []),
    ...(!preset && differs.has('loss') ? [text.options[loss]] : []),
    text.charts.ofSeed(seed),
    scheduleText(learningRate, text),
  ];
}
