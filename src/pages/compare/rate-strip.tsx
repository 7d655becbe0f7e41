/** For each arm, what was recorded at each learning rate: usable, not yet, or never learned. */
import { useEffect, useMemo } from 'react';
import { comparisonRuns } from '../../domain/comparison.ts';
import type { RunConfig } from '../../domain/config.ts';
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
  const granted = useLab((state) => state.granted);
  const configs = useMemo(() => comparisonRuns(comparison), [comparison]);
  const names = useMemo(() => stripRecordings(configs), [configs]);
  useEffect(() => whenIdle(() => void recorded.load(names)), [names]);
  const cells = useMemo(
    () =>
      configs.map((config) => {
        const swept = sweptAs(config);
        return swept && stripOf(swept, recordings);
      }),
    [configs, recordings],
  );
  // A run may have a rate of its own.
  const rates = configs.map((config) => rateAt(config.learningRate, granted + 1));
  const seeds = Math.max(0, ...cells.flatMap((row) => row?.map((cell) => cell.seeds) ?? []));
  return (
    <div className="strip">
      <div className="strip-rates" aria-hidden="true">
        {sweepRates.map((rate, i) => (
          <span key={rate} data-current={rates.includes(rate)}>
            {i % 2 === 0 ? plainRateText(rate) : ''}
          </span>
        ))}
      </div>
      {cells.map((row, i) => (
        <fieldset
          key={armLooks[i]!.name}
          className="strip-row"
          aria-label={text.rateStrip.row(armLooks[i]!.name)}
          style={
            { '--run': armLooks[i]!.colour, '--run-soft': softOf(armLooks[i]!.colour) } as React.CSSProperties
          }
        >
          <b aria-hidden="true">
            {armLooks[i]!.name} <small>{shortName(configs[i]!, text)}</small>
          </b>
          {row ? (
            row.map((cell) => (
              <Cell
                key={cell.learningRate}
                cell={cell}
                isCurrent={cell.learningRate === rates[i]}
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
        {names.length > 0
          ? text.rateStrip.note(countText(SWEEP_STEPS), percent(USABLE_ACCURACY, 0), seeds)
          : text.rateStrip.unknown}
      </p>
    </div>
  );
}

/** Which of the two kinds of recorded networks a run is; nothing for others. */
function shortName({ normalization: { kind } }: RunConfig, text: Text): string {
  return kind === 'none' || kind === 'batch' ? text.shortNames[kind] : '';
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
  const { learningRate, accuracy, isUsable, hasFailed, failed, seeds } = cell;
  const kind = accuracy === undefined ? 'open' : hasFailed ? 'failed' : isUsable ? 'usable' : 'below';
  return (
    <button
      type="button"
      className="strip-cell number"
      data-kind={kind}
      data-current={isCurrent}
      data-has-failures={kind !== 'failed' && failed > 0}
      aria-label={text.rateStrip.cell(
        plainRateText(learningRate),
        accuracy === undefined ? '' : percent(reached(accuracy), 0),
        kind,
        { failed, seeds },
      )}
      onClick={() => onChoose(learningRate)}
    >
      {kind === 'failed' ? '×' : accuracy === undefined ? '' : Math.round(reached(accuracy) * 100)}
    </button>
  );
}

/** Rounded to a percent, but down where it would look like the one from which a network is usable. */
function reached(accuracy: number): number {
  const rounded = Math.round(accuracy * 100) / 100;
  return rounded >= USABLE_ACCURACY && accuracy < USABLE_ACCURACY ? rounded - 0.01 : rounded;
}

/** The soft shade of a run's colour. */
function softOf(colour: string): string {
  return colour.replace(')', '-soft)');
}
