/** One arm's run in numbers. */
import { milestones } from '../../domain/run-record.ts';
import type { RunView } from '../../lab/comparison/state.ts';
import { useLanguage, useText } from '../../text/language.ts';
import { problemText } from '../../text/problems.ts';
import { countText, lossText, percent, stepTimeText } from '../../ui/format.ts';
import type { Look } from '../shared/arm-looks.ts';
import { RunLine } from '../shared/run-line.tsx';
import { stageOf, verdictStyle, verdictText } from '../shared/verdict-text.ts';

export function RunCard({ run, look, label }: { run: RunView; look: Look; label: string }) {
  const text = useText();
  const { language } = useLanguage();
  const { summary, evaluating, problem } = run;
  const { accuracy, loss, millisecondsPerStep, verdict } = summary;
  const { none } = text.card;
  return (
    <section
      className="card"
      aria-label={text.run(look.name)}
      style={{ '--run': look.colour } as React.CSSProperties}
    >
      <header>
        <RunLine {...look} />
        <h2>
          {look.name} · {label}
        </h2>
        <p className={problem ? 'verdict verdict-failed' : verdictStyle(verdict, stageOf(run))}>
          {problem ? text.card.failed : verdictText(verdict, text, stageOf(run))}
        </p>
      </header>
      {problem ? (
        <p className="card-error">{problemText(problem, language)}</p>
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
            <dd>{millisecondsPerStep === undefined ? none : stepTimeText(millisecondsPerStep)}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
