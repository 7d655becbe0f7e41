/** The learning rate, large: as a number, a slider that moves it while the runs train, and what is known of each rate. */
import { useState } from 'react';
import { withShared } from '../../domain/comparison.ts';
import { limits } from '../../domain/config.ts';
import { articleRates } from '../../domain/experiments.ts';
import { type LearningRate, MOST_CHANGES, parseLearningRate, rateAt } from '../../domain/learning-rate.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { learningRateText, plainRateText } from '../../ui/format.ts';
import { later } from '../../ui/later.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ParsedField } from '../../ui/parsed-field.tsx';
import { Part } from '../../ui/part.tsx';
import { Term } from '../../ui/term.tsx';
import { Unbroken } from '../../ui/unbroken.tsx';
import { scheduleText } from '../shared/arm-names.ts';
import { RateStrip } from './rate-strip.tsx';

// On its way from the first moment; its place is kept.
const LogSlider = later(
  async () => ({ default: (await import('../../ui/log-slider.tsx')).LogSlider }),
  'begun',
);

export function LearningRateControl() {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const granted = useLab((state) => state.granted);
  const isFull = useLab((state) => state.isFull);
  const { min, max } = limits.learningRate;
  const { learningRate } = comparison.shared;
  const current = rateAt(learningRate, granted + 1);
  const [moving, setMoving] = useState<number>();
  const hint =
    typeof learningRate === 'number'
      ? text.learningRateHint
      : text.learningRateSchedule(scheduleText(learningRate, text));
  const change = (rate: LearningRate) =>
    typeof rate === 'number'
      ? lab.setLearningRate(rate)
      : lab.change(withShared(comparison, { learningRate: rate }), 'learningRate');
  return (
    <section className="rate" aria-label={text.learningRate}>
      <div className="rate-number">
        <p className="rate-title">
          <Term name="learningRate">{text.learningRate}</Term>
        </p>
        <output className="rate-hero number">{plainRateText(moving ?? current)}</output>
        <ParsedField<LearningRate>
          label={text.learningRate}
          hideLabel
          // The schedule is the value, of which the rate in force is shown: typed again, that replaces the schedule.
          value={learningRate}
          parse={parseLearningRate}
          format={() => learningRateText(current)}
          hint={text.outOfRange(learningRateText(min), learningRateText(max))}
          onChange={change}
        />
        <p className="hint rate-hint" title={hint}>
          <Unbroken>{hint}</Unbroken>
        </p>
      </div>
      <div className="rate-scale">
        <div className="rate-marks">
          <span className="rate-article">{text.rateStrip.article}</span>
          {articleRates.map((rate) => (
            <button
              key={rate}
              type="button"
              className="small number"
              aria-pressed={current === rate}
              onClick={() => change(rate)}
            >
              {learningRateText(rate)}
            </button>
          ))}
        </div>
        <div className="rate-track">
          <Part meanwhile={<div className="slider-control" />}>
            <LogSlider
              label={text.learningRate}
              value={current}
              min={min}
              max={max}
              format={learningRateText}
              onMove={setMoving}
              onChange={change}
            />
          </Part>
        </div>
        <RateStrip onChange={change} />
      </div>
      {isFull && <Notice kind="info">{text.learningRateFull(MOST_CHANGES)}</Notice>}
    </section>
  );
}
