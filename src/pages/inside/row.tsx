/** A question: its answer from the looks that are shown, what is said of it, and the panels that show it. */
import { Check, CircleDashed, X } from 'lucide-react';
import { memo, type ReactNode, useMemo } from 'react';
import { type ClaimName, findingOf, type Standing } from '../../domain/claims/claims.ts';
import type { Sentence } from '../../text/sentence.ts';
import { Explained } from '../../ui/explained.tsx';
import { usePointedStep } from '../../ui/panels/pointer.ts';
import { type Asked, findingText } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import type { ShownArm } from './shown.ts';
import { useInsideText } from './use-text.ts';

interface RowProps {
  id: string;
  question: string;
  /** One line, and what else there is to say. */
  answer: (asked: Asked) => readonly Sentence[];
  /** Where what is shown comes from, where no claim says it. */
  source?: string;
  claims?: readonly ClaimName[];
  /** What of the row can be chosen. */
  choices?: ReactNode;
  children: ReactNode;
}

export function Row({ id, question, answer, source, claims = [], choices, children }: RowProps) {
  return (
    <section className="inside-row" aria-labelledby={`inside-${id}`}>
      <div className="inside-rail">
        <h3 id={`inside-${id}`}>{question}</h3>
        <Answer of={answer} />
        {choices && <div className="inside-choices">{choices}</div>}
        {source && <p className="hint">{source}</p>}
        {claims.map((claim) => (
          <Claim key={claim} name={claim} />
        ))}
      </div>
      <div className="inside-panels">{children}</div>
    </section>
  );
}

function Answer({ of }: { of: RowProps['answer'] }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const step = usePointedStep();
  return of({ arms, step, text }).map((sentence, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is known by its place, whatever it says.
    <p key={place} className="inside-answer">
      {sentence.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: so is a part: the template decides.
        <Part key={i} of={part} arms={arms} />
      ))}
    </p>
  ));
}

/** A part of a sentence: a value in the colour of its run, or words with their explanations. */
function Part({ of, arms }: { of: Sentence[number]; arms: readonly ShownArm[] }) {
  return typeof of === 'string' ? (
    <Explained>{of}</Explained>
  ) : (
    <b className="inside-value" style={{ color: arms[of.arm]?.colour }}>
      {of.text}
    </b>
  );
}

const marks: Record<Standing, typeof Check> = { agrees: Check, disagrees: X, 'cannot-tell': CircleDashed };

export function StandingMark({ standing }: { standing: Standing }) {
  const Icon = marks[standing];
  return (
    <span className={`standing standing-${standing}`} aria-hidden="true">
      <Icon size={standing === 'cannot-tell' ? 20 : 14} strokeWidth={standing === 'cannot-tell' ? 2 : 3} />
    </span>
  );
}

const Claim = memo(function Claim({ name }: { name: ClaimName }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const finding = useMemo(() => findingOf(name, arms), [name, arms]);
  const { claim, source } = text.inside.claims[name];
  return (
    <div className="inside-claim">
      <StandingMark standing={finding.standing} />
      <div>
        <p className="inside-standing">{text.inside.standings[finding.standing]}</p>
        <p>
          <Explained>{claim}</Explained>
        </p>
        <p className="hint number">{findingText(finding, { arms, text })}</p>
        <p className="hint">{source}</p>
      </div>
    </div>
  );
});
