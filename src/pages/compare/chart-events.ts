/** What happened to the runs, for the charts: rates that were changed, kernels that were multiplied, and verdicts that begin at a step. */
import type { RunConfig } from '../../domain/config.ts';
import { changesOf, rateAt } from '../../domain/learning-rate.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Text } from '../../text/text.ts';
import type { ChartEvent } from '../../ui/charts/curve.ts';
import { countText, learningRateText } from '../../ui/format.ts';
import { verdictText } from '../shared/verdict-text.ts';

interface EventfulRun {
  /** Of its curve. */
  name: string;
  config: Pick<RunConfig, 'learningRate' | 'kernelScalings'>;
  verdict: Verdict;
}

export function chartEvents(runs: readonly EventfulRun[], text: Text): ChartEvent[] {
  return [
    ...rateEvents(runs, text),
    ...scalingEvents(runs, text),
    ...runs.flatMap((run) => verdictEvent(run, text) ?? []),
  ];
}

/** All runs share them. */
function scalingEvents([run]: readonly EventfulRun[], text: Text): ChartEvent[] {
  return (run?.config.kernelScalings ?? []).map(({ afterStep, factor }) => {
    const label = text.charts.scaling(String(factor));
    const title = text.charts.scalingTitle(String(factor), countText(afterStep));
    return { step: afterStep, kind: 'rate', label, short: label, title };
  });
}

/** A change that all runs have is one mark; one of some runs alone says whose it is. */
function rateEvents(runs: readonly EventfulRun[], text: Text): ChartEvent[] {
  const words = text.charts;
  const byChange = new Map<string, { event: ChartEvent; names: string[] }>();
  for (const { name, config } of runs)
    for (const { fromStep, value } of changesOf(config.learningRate)) {
      const from = learningRateText(rateAt(config.learningRate, fromStep - 1));
      const to = learningRateText(value);
      const key = [fromStep, from, to].join(' ');
      const known = byChange.get(key);
      const event: ChartEvent = {
        step: fromStep,
        kind: 'rate',
        label: words.rateChange(from, to),
        short: words.rateNow(to),
        title: words.rateTitle(from, to, countText(fromStep)),
      };
      byChange.set(key, { event, names: [...(known?.names ?? []), name] });
    }
  return [...byChange.values()]
    .map(({ event, names }) => {
      if (names.length === runs.length) return event;
      const whose = (what: string) => words.ofRun(names.join(', '), what);
      return { ...event, label: whose(event.label), short: whose(event.short!), title: whose(event.title) };
    })
    .sort((a, b) => a.step - b.step);
}

function verdictEvent({ name, verdict }: EventfulRun, text: Text): ChartEvent | undefined {
  if (verdict.kind !== 'collapsed' && verdict.kind !== 'nan' && verdict.kind !== 'plateau') return undefined;
  const { step, kind } = verdict;
  const labels = {
    collapsed: verdict.kind === 'collapsed' ? String(verdict.class) : '',
    nan: text.charts.ofRun(name, text.charts.words.notANumber),
    plateau: '',
  };
  const title = text.charts.ofRun(name, verdictText(verdict, text));
  const beside = verdict.kind === 'collapsed' ? { beside: text.charts.onlyAnswer(verdict.class) } : {};
  return { step, kind, label: labels[kind], ...beside, title, curve: name };
}
