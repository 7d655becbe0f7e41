/** One run in numbers. */
import { milestones } from '../../domain/run-record.ts';
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { countText, durationText, lossText, percent } from '../../ui/format.ts';
import { runLabel, runLooks } from './curves.ts';
import { verdictText } from './verdict-text.ts';

export function RunCard({ index }: { index: 0 | 1 }) {
  const text = useText();
  const run = useLab((state) => state.runs[index]);
  const { name, colour, ...look } = runLooks[index];
  const { summary, evaluating, error } = run;
  const { accuracy, loss, millisecondsPerStep, verdict } = summary;
  const { none } = text.card;
  return (
    <section className="card" aria-label={text.run(name)} style={{ '--run': colour } as React.CSSProperties}>
      <header>
        <svg className="card-line" viewBox="0 0 28 6" aria-hidden="true">
          <line x1="1" y1="3" x2="27" y2="3" strokeDasharray={'dash' in look ? look.dash : undefined} />
        </svg>
        <h2>
          {name} · {runLabel(run.record.config, text)}
        </h2>
        <p className={`verdict verdict-${error ? 'failed' : verdict.kind}`}>
          {error ? text.card.failed : verdictText(verdict, text)}
        </p>
      </header>
      {error ? (
        <p className="card-error">{error}</p>
      ) : (
        <dl>
          <div className="figure-main">
            <dt>{text.card.accuracy}</dt>
            <dd>
              <span className="big">
                {accuracy ? percent(accuracy.value, accuracy.count > 1000 ? 2 : 1) : none}
              </span>
              <small>
                {evaluating
                  ? text.card.evaluating(countText(evaluating.done), countText(evaluating.total))
                  : accuracy && text.card.images(countText(accuracy.count), countText(accuracy.step))}
              </small>
            </dd>
          </div>
          <div>
            <dt>{text.card.loss}</dt>
            <dd>{loss === undefined ? none : lossText(loss)}</dd>
          </div>
          {milestones.map((milestone, i) => (
            <div key={milestone}>
              <dt>{text.card.stepsTo(milestone * 100)}</dt>
              <dd>{summary.milestoneSteps[i] === undefined ? none : countText(summary.milestoneSteps[i])}</dd>
            </div>
          ))}
          <div>
            <dt>{text.card.milliseconds}</dt>
            <dd>{millisecondsPerStep === undefined ? none : durationText(millisecondsPerStep)}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
