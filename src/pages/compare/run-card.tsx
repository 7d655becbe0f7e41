/** One arm's run: what it is, what became of it, and its numbers. */
import { ChevronDown } from 'lucide-react';
import { hasBatchNorm, withBatchNorm } from '../../domain/arm-switch.ts';
import { milestones } from '../../domain/run-record.ts';
import type { RunView } from '../../lab/comparison/state.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Switch } from '../../ui/controls.tsx';
import { Explained } from '../../ui/explained.tsx';
import { countText, lossReadText, percent, stepTimeText } from '../../ui/format.ts';
import { later } from '../../ui/later.tsx';
import { Popup } from '../../ui/popup.tsx';
import { Term } from '../../ui/term.tsx';
import { Unbroken } from '../../ui/unbroken.tsx';
import type { Look } from '../shared/arm-looks.ts';
import { ProblemText } from '../shared/problem-text.tsx';
import { RunLine } from '../shared/run-line.tsx';
import { stageOf, verdictText } from '../shared/verdict-text.ts';
import { AnswersBar, ConfusionSheet } from './answers.tsx';

const ArmMenu = later(() => import('./arm-menu.tsx'));

interface RunCardProps {
  /** Which arm of the comparison it is. */
  index: number;
  run: RunView;
  look: Look;
  label: string;
}

export function RunCard({ index, run, look, label }: RunCardProps) {
  const text = useText();
  const { summary, problem } = run;
  const { verdict } = summary;
  return (
    <section
      className="card"
      aria-label={text.run(look.name)}
      style={{ '--run': look.colour } as React.CSSProperties}
    >
      <header>
        <h2>
          <RunLine {...look} />
          <Popup
            title={text.armSettings(look.name)}
            buttonClass="arm-name"
            panelClass="arm-popup"
            label={
              <>
                <span>
                  {look.name} · <Unbroken>{label}</Unbroken>
                </span>
                <ChevronDown aria-hidden="true" size={14} />
              </>
            }
          >
            <ArmMenu index={index} />
          </Popup>
        </h2>
        <BatchNormSwitch index={index} name={look.name} />
        <Result run={run} />
        <p className="verdict">
          <Explained>{problem ? text.card.failed : verdictText(verdict, text, stageOf(run))}</Explained>
        </p>
      </header>
      {problem ? (
        <p className="card-error">
          <ProblemText problem={problem} />
        </p>
      ) : (
        <>
          <Answers run={run} name={look.name} />
          <Numbers run={run} />
        </>
      )}
    </section>
  );
}

function BatchNormSwitch({ index, name }: { index: number; name: string }) {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const arm = comparison.arms[index];
  if (!arm) return null;
  return (
    <Switch
      checked={hasBatchNorm(comparison, arm)}
      onChange={(on) => lab.change(withBatchNorm(comparison, index, on), 'arms')}
    >
      <span className="visually-hidden">{text.batchNormSwitch(name)}</span>
    </Switch>
  );
}

/** The accuracy of the last look. */
function Result({ run: { summary } }: { run: RunView }) {
  const text = useText();
  const { accuracy } = summary;
  return (
    <dl className="card-result">
      <dt className="visually-hidden">{text.series.testAccuracy.name}</dt>
      <dd>{accuracy ? percent(accuracy.value, accuracy.count > 1000 ? 2 : 1) : text.card.none}</dd>
    </dl>
  );
}

/** At what was looked last, and what the answers were. */
function Answers({ run: { summary, evaluating }, name }: { run: RunView; name: string }) {
  const text = useText();
  const { accuracy, look } = summary;
  const evaluated = accuracy
    ? text.card.images(countText(accuracy.count), countText(accuracy.step))
    : text.digits.spread;
  return (
    <div className="answers">
      <span className="answers-title number">
        {evaluating
          ? text.card.evaluating(countText(evaluating.done), countText(evaluating.total))
          : evaluated}
      </span>
      <AnswersBar look={look} />
      <ConfusionSheet run={name} look={look} />
    </div>
  );
}

function Numbers({ run: { summary } }: { run: RunView }) {
  const text = useText();
  const { meanLoss, milestoneSteps, millisecondsPerStep } = summary;
  const { none } = text.card;
  return (
    <dl className="numbers">
      {milestones.map((milestone, i) => (
        <div key={milestone}>
          <dt>
            {i === 0 ? (
              <Term name="stepsTo">{text.card.stepsTo(milestone * 100)}</Term>
            ) : (
              text.card.stepsTo(milestone * 100)
            )}
          </dt>
          <dd>{milestoneSteps[i] === undefined ? none : countText(milestoneSteps[i])}</dd>
        </div>
      ))}
      <div>
        <dt>
          <Popup
            label={text.card.loss}
            title={text.card.loss}
            buttonClass="term"
            panelClass="term-popup"
            explains
          >
            <p>{text.card.lossWindow}</p>
          </Popup>
        </dt>
        <dd>{meanLoss === undefined ? none : lossReadText(meanLoss)}</dd>
      </div>
      <div>
        <dt>
          <Term name="stepTime">{text.card.milliseconds}</Term>
        </dt>
        <dd>{millisecondsPerStep === undefined ? none : stepTimeText(millisecondsPerStep)}</dd>
      </div>
    </dl>
  );
}
