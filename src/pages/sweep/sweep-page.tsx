/** Final accuracy against learning rate, without and with Batch Normalization. */
import { useEffect, useLayoutEffect } from 'react';
import { limits } from '../../domain/config.ts';
import {
  armNames,
  type Cell,
  MOST_SEEDS,
  SWEEP_STEPS,
  sameCell,
  sweepName,
  sweepPresets,
  sweepRuns,
} from '../../domain/experiments.ts';
import { matchingPreset } from '../../domain/presets.ts';
import { usability } from '../../domain/statistics.ts';
import { recorded, useLab, useRecorded } from '../../lab/instance.ts';
import { useLanguage } from '../../text/language.ts';
import { Choice } from '../../ui/controls.tsx';
import { countText, learningRateText, percent } from '../../ui/format.ts';
import { later } from '../../ui/later.tsx';
import { Notice } from '../../ui/notice.tsx';
import { numbersWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { Part } from '../../ui/part.tsx';
import { SaveButton } from '../../ui/save/save-button.tsx';
import { OutcomeCell } from '../many/outcome-cell.tsx';
import { RunHere } from '../many/run-here.tsx';
import { type ShownRuns, shownOf, useRuns } from '../many/shown-runs.ts';
import { networkLooks } from '../shared/arm-looks.ts';
import { cellName, networkName } from '../shared/arm-names.ts';
import { News } from '../shared/news.tsx';
import { recordedText } from '../shared/recorded-text.ts';
import { markSigns } from './mark-signs.ts';
import { sweepPoint } from './points.ts';
import { sweepTable, sweepWords } from './saved-sweep.ts';
import { followPreset, thresholds, useSweep } from './state.ts';
import { usabilityText } from './usability-text.ts';
import { useSweepText } from './use-text.ts';

const SweepChart = later(() => import('./sweep-chart.tsx'));
const CellCurves = later(() => import('../many/cell-curves.tsx'));

/** Learning rates that one sweep may have; more are not told apart on a screen. */
const MOST_RATES = 17;

export default function SweepPage() {
  const text = useSweepText();
  const language = useLanguage((state) => state.language);
  const compared = useLab(({ comparison }) => matchingPreset(comparison));
  useLayoutEffect(() => followPreset(compared), [compared]);
  const { preset, rates, seeds, steps, threshold, selected } = useSweep();
  const { data } = useLab(({ comparison }) => comparison.shared);
  const problems = useRecorded((state) => state.problems);
  const loading = useRecorded((state) => state.loading > 0);
  const shownAt = useShownRuns();
  useEffect(() => void recorded.load(armNames.map((arm) => sweepName(preset, arm))), [preset]);
  const points = armNames.map((arm) =>
    rates.map((learningRate) => sweepPoint({ learningRate, arm }, shownAt({ learningRate, arm }))),
  );
  const shown = selected && shownAt(selected);
  const origin = useOrigin(rates);
  const toggle = (cell: Cell, open: boolean) => useSweep.setState({ selected: open ? cell : undefined });
  const isOpen = (cell: Cell) => selected !== undefined && sameCell(selected, cell);
  const swept = {
    none: rates.map((learningRate) => shownAt({ learningRate, arm: 'none' })),
    batch: rates.map((learningRate) => shownAt({ learningRate, arm: 'batch' })),
  };
  const chart = (
    <SweepChart
      points={points}
      looks={armNames.map((arm) => ({ ...networkLooks[arm], name: text.shortNames[arm] }))}
      rates={rates}
      threshold={Number(threshold)}
      isSelected={isOpen}
      onSelect={(cell) => toggle(cell, !isOpen(cell))}
    />
  );
  return (
    <main className="many">
      <News />
      {problems.length > 0 && <Notice kind="info">{text.many.problem(problems.join(', '))}</Notice>}
      <section className="panel" aria-label={text.sweep.title}>
        <header className="panel-header">
          <div className="sweep-intro">
            <h2>{text.sweep.title}</h2>
            <p>{text.sweep.intro}</p>
          </div>
          <div className="sweep-choices">
            <Choice
              legend={text.sweep.preset}
              options={sweepPresets.map((value) => ({ value, label: text.presets[value] }))}
              value={preset}
              onChange={(value) => useSweep.setState({ preset: value, selected: undefined })}
            />
            <Choice
              legend={text.sweep.threshold}
              options={thresholds.map((value) => ({ value, label: percent(Number(value), 0) }))}
              value={threshold}
              onChange={(value) => useSweep.setState({ threshold: value })}
            />
            <Part size="tool">
              <SaveButton
                subject={`sweep-${preset}`}
                chart={chart}
                words={(date) => sweepWords(swept, points, Number(threshold), { language, date })}
                table={() => sweepTable(swept)}
              />
            </Part>
          </div>
        </header>
        <figure className="sweep-chart" aria-label={text.sweep.chart}>
          <Part meanwhile={text.charts.loading}>{chart}</Part>
          {points.flat().every((point) => !point.spread) && (
            <p className="sweep-empty">{loading ? text.many.loading : text.many.noRuns}</p>
          )}
        </figure>
        <dl className="sweep-legend">
          {armNames.map((arm, index) => {
            const usable = usability(points[index]!, Number(threshold));
            return (
              <div key={arm}>
                <dt style={{ color: networkLooks[arm].colour }}>{networkName(arm, text)}</dt>
                <dd>
                  {text.sweep.usable(percent(Number(threshold), 0))}: <b>{usabilityText(usable, text)}</b>
                </dd>
              </div>
            );
          })}
          <Marks />
        </dl>
        <p className="hint">
          {text.sweep.hint} {origin}
        </p>
      </section>
      {selected && shown && shown.runs.length > 0 && (
        <Part meanwhile={<section className="panel">{text.charts.loading}</section>}>
          <CellCurves
            key={cellName(selected, text)}
            title={cellName(selected, text)}
            arm={selected.arm}
            preset={preset}
            shown={shown}
            onClose={() => useSweep.setState({ selected: undefined })}
          />
        </Part>
      )}
      <Part>
        <RunHere
          configs={rates.flatMap((learningRate) =>
            armNames.flatMap((arm) => sweepRuns(preset, { learningRate, arm }, { seeds, steps, data })),
          )}
          seeds={seeds}
          steps={steps}
          onSeeds={(value) => useSweep.setState({ seeds: value })}
          onSteps={(value) => useSweep.setState({ steps: value })}
        >
          <div className="wide">
            <ParsedField
              label={text.sweep.rates}
              value={rates}
              parse={numbersWithin(limits.learningRate, MOST_RATES)}
              format={(values) => values.map(learningRateText).join(', ')}
              hint={text.sweep.ratesHint(MOST_RATES)}
              onChange={(value) => useSweep.setState({ rates: value, selected: undefined })}
            />
          </div>
        </RunHere>
      </Part>
      <section className="panel" aria-label={text.sweep.table}>
        <h2>{text.sweep.table}</h2>
        <div className="table-scroll">
          <Part>
            <table className="sweep-table">
              <thead>
                <tr>
                  <th scope="col">{text.sweep.columns.rate}</th>
                  {armNames.map((arm) => (
                    <th key={arm} scope="col">
                      {networkName(arm, text)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rates.map((learningRate) => (
                  <tr key={learningRate}>
                    <th scope="row" className="number">
                      {learningRateText(learningRate)}
                    </th>
                    {armNames.map((arm) => {
                      const cell = { learningRate, arm };
                      const { runs } = shownAt(cell);
                      return (
                        <td key={arm}>
                          <OutcomeCell
                            name={cellName(cell, text)}
                            runs={runs}
                            nothing={text.many.notTrained}
                            open={isOpen(cell)}
                            onToggle={(open) => toggle(cell, open)}
                          />
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </Part>
        </div>
      </section>
    </main>
  );
}

/** Gives the runs of a point: those measured here with the chosen steps, or the recorded ones. */
function useShownRuns(): (cell: Cell) => ShownRuns {
  const { preset, steps } = useSweep();
  const { data } = useLab(({ comparison }) => comparison.shared);
  const runs = useRuns();
  return (cell) =>
    shownOf(
      runs.measured(sweepRuns(preset, cell, { seeds: MOST_SEEDS, steps, data })),
      runs.recorded(sweepRuns(preset, cell, { seeds: MOST_SEEDS, steps: SWEEP_STEPS, data })),
    );
}

/** Where the recorded points come from, and after how many steps they were taken. */
function useOrigin(rates: readonly number[]): string {
  const text = useSweepText();
  const { preset } = useSweep();
  const { data } = useLab(({ comparison }) => comparison.shared);
  const { recorded: find } = useRuns();
  const runs = find(
    rates.flatMap((learningRate) =>
      armNames.flatMap((arm) =>
        sweepRuns(preset, { learningRate, arm }, { seeds: MOST_SEEDS, steps: SWEEP_STEPS, data }),
      ),
    ),
  );
  return runs.length > 0 ? text.sweep.recorded(recordedText(runs, text), countText(SWEEP_STEPS)) : '';
}

/** What the marks of failures mean. */
function Marks() {
  const text = useSweepText();
  return markSigns(text).map(({ key, sign, label }) => (
    <div key={key}>
      <dt aria-hidden="true">{sign}</dt>
      <dd>{label}</dd>
    </div>
  ));
}
