/** A question: its answer from the looks that are shown, the panels that show it, and what is said of it. */
import type { ReactNode } from 'react';
import type { ClaimName } from '../../domain/claims/claims.ts';
import type { Sentence } from '../../text/sentence.ts';
import { useChosenStep } from '../../ui/panels/pointer.ts';
import { AnswerTable } from './answer-table.tsx';
import { type Answer, type Asked, sentenceOf, tableOf } from './answers.ts';
import { Claim } from './claim.tsx';
import { QuestionContext, type QuestionName, useInsideView } from './inside-context.ts';
import { Panels } from './panels.tsx';
import { SentenceText } from './sentence-text.tsx';
import { useInsideText } from './use-text.ts';

interface RowProps {
  id: QuestionName;
  /** Undefined: nothing was measured yet. */
  answer: (asked: Asked) => Answer | undefined;
  /** What else there is to say. */
  more?: (asked: Asked) => readonly Sentence[];
  /** Whether it is about looks ahead, which are fewer. */
  isAhead?: boolean;
  /** Where what is shown comes from, where no claim says it. */
  source?: string;
  claims?: readonly ClaimName[];
  /** What of the row can be chosen, and done. */
  choices?: ReactNode;
  children: ReactNode;
}

/** Where a question's name stands, for what leads there. */
export function headingOf(id: QuestionName): string {
  return `inside-${id}`;
}

export function Row({ id, answer, more, isAhead = false, source, claims = [], choices, children }: RowProps) {
  const text = useInsideText();
  const { nextAhead } = useInsideView();
  return (
    <section className={`inside-row inside-row-${id}`} aria-labelledby={headingOf(id)}>
      <div className="inside-rail">
        <h3 id={headingOf(id)} tabIndex={-1}>
          {text.inside.questions[id]}
        </h3>
        <AnswerOf answer={answer} />
        {isAhead && nextAhead && <p className="hint">{nextAhead}</p>}
        {choices && <div className="inside-choices">{choices}</div>}
        {more && <More of={more} />}
      </div>
      <QuestionContext value={id}>
        <Panels label={text.inside.questions[id]}>{children}</Panels>
      </QuestionContext>
      <div className="inside-claims">
        {source && <p className="hint">{source}</p>}
        {claims.map((claim) => (
          <Claim key={claim} name={claim} />
        ))}
      </div>
    </section>
  );
}

/** Of so many networks a sentence can be read. */
const MOST_IN_A_SENTENCE = 2;

/** What changes with the step that is chosen, while the row around it stays. */
function AnswerOf({ answer }: Pick<RowProps, 'answer'>) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const asked = { arms, step: useChosenStep(), text };
  const found = answer(asked);
  if (!found) return <p className="inside-answer">{text.inside.steps.none}</p>;
  return arms.length > MOST_IN_A_SENTENCE ? (
    <AnswerTable table={tableOf(found, asked)} />
  ) : (
    <p className="inside-answer">
      <SentenceText of={sentenceOf(found, asked)} />
    </p>
  );
}

function More({ of }: { of: NonNullable<RowProps['more']> }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const step = useChosenStep();
  return of({ arms, step, text }).map((sentence, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is known by its place, whatever it says.
    <p key={place} className="inside-more">
      <SentenceText of={sentence} />
    </p>
  ));
}
