/** For each arm, what was recorded at each learning rate: usable, not yet, or never learned. */
import { useEffect } from 'react';
import { comparisonRuns } from '../../domain/comparison.ts';
import { configKey } from '../../domain/config.ts';
import { SWEEP_STEPS, sweepRates } from '../../domain/experiments.ts';
import { rateAt } from '../../domain/learning-rate.ts';
import { type StripCell, stripOf, stripRecordings, sweptAs } from '../../domain/rate-strip.ts';
import { USABLE_ACCURACY } from '../../domain/statistics.ts';
import { recorded, useLab, useRecorded } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import type { Text } from '../../text/text.ts';
import { countText, percent, plainRateText } from '../../ui/format.ts';
import { whenIdle } from '../../ui/when-idle.ts';
import { armLooks } from '../shared/arm-looks.ts';

export function RateStrip({ onChange }: { onChange: (rate: number) => void }) {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const recordings = useRecorded((state) => state.runs);
  const configs = comparisonRuns(comparison);
  const names = stripRecordings(configs).join();
  useEffect(() => (names === '' ? undefined : whenIdle(() => void recorded.load(names.split(',')))), [names]);
  const granted = useLab((state) => state.granted);
  const rows = configs.map((config) => {
    const swept = sweptAs(config);
    return {
      // A run may have a rate of its own.
      current: rateAt(config.learningRate, granted + 1),
      cells: swept && stripOf(swept, (wanted) => recordings.get(configKey(wanted))),
    };
  });
  const isKnown = rows.some(({ cells }) => cells !== undefined);
  return (
    <div className="strip" data-arms={rows.length}>
      <div className="strip-rates" aria-hidden="true">
        {sweepRates.map((rate, i) => (
          <span key={rate} data-current={rows.some(({ current }) => current === rate)}>
            {i % 2 === 0 ? plainRateText(rate) : ''}
          </span>
        ))}
      </div>
      {rows.map(({ cells, current }, i) => (
        <fieldset
          key={armLooks[i]!.name}
          className="strip-row"
          aria-label={text.rateStrip.row(armLooks[i]!.name)}
          style={
            { '--run': armLooks[i]!.colour, '--run-soft': softOf(armLooks[i]!.colour) } as React.CSSProperties
          }
        >
          <b aria-hidden="true">{armLooks[i]!.name}</b>
          {cells ? (
            cells.map((cell) => (
              <Cell
                key={cell.learningRate}
                cell={cell}
                isCurrent={cell.learningRate === current}
                onChoose={onChange}
                text={text}
              />
            ))
          ) : (
            <span className="strip-none">{text.rateStrip.none}</span>
          )}
        </fieldset>
      ))}
      <p className="hint strip-note">
        {isKnown
          ? text.rateStrip.note(countText(SWEEP_STEPS), percent(USABLE_ACCURACY, 0))
          : text.rateStrip.unknown}
      </p>
    </div>
  );
}

function Cell({
  cell,
  isCurrent,
  onChoose,
  text,
}: {
  cell: StripCell;
  isCurrent: boolean;
  onChoose: (rate: number) => void;
  text: Text;
}) {
  const { learningRate, accuracy, isUsable, hasFailed } = cell;
  const kind = accuracy === undefined ? 'open' : hasFailed ? 'failed' : isUsable ? 'usable' : 'below';
  return (
    <button
      type="button"
      className="strip-cell number"
      data-kind={kind}
      data-current={isCurrent}
      aria-label={text.rateStrip.cell(
        plainRateText(learningRate),
        accuracy === undefined ? '' : percent(reached(accuracy), 0),
        kind,
      )}
      onClick={() => onChoose(learningRate)}
    >
      {kind === 'failed' ? '×' : accuracy === undefined ? '' : Math.round(reached(accuracy) * 100)}
    </button>
  );
}

/** Rounded down to a percent: 94.7% must not look like the 95% that it does not reach. (0.29 · 100 is less than 29.) */
function reached(accuracy: number): number {
  return Math.floor(accuracy * 100 + 1e-9) / 100;
}

/** The soft shade of a run's colour. */
function softOf(colour: string): string {
  return colour.replace(')', '-soft)');
}
