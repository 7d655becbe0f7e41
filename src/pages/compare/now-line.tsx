/** The line "Now": what is happening and why, and what to try next. */
import { useState } from 'react';
import { milestoneKey } from '../../domain/now/milestone.ts';
import type { Statement } from '../../domain/now/statement.ts';
import type { TryNext } from '../../domain/now/try-next.ts';
import { useLanguage } from '../../text/language.ts';
import { nowTexts } from '../../text/now.ts';
import { Explained } from '../../ui/explained.tsx';
import { nowText, tryText } from '../shared/now-text.ts';

interface NowLineProps {
  statement: Statement;
  /** Names of the arms, A first. */
  names: readonly string[];
  /** What to try next, with what does it; both or neither. */
  next?: TryNext | undefined;
  onTry?: ((next: TryNext) => void) | undefined;
}

export function NowLine({ statement, names, next, onTry }: NowLineProps) {
  const text = nowTexts[useLanguage((state) => state.language)];
  const sentence = nowText(statement, names, text);
  return (
    <section className="now" aria-label={text.now.label}>
      <span className="now-pill" aria-hidden="true">
        {text.now.label}
      </span>
      <p className="now-statement">
        <Explained>{sentence}</Explained>
      </p>
      {next && onTry && (
        <button type="button" className="small now-try" onClick={() => onTry(next)}>
          {tryText(next, text)}
        </button>
      )}
      <Announcement milestone={milestoneKey(statement)} sentence={sentence} />
    </section>
  );
}

/** What screen readers say by themselves: that something has happened, once, and no change of number after it. */
function Announcement({ milestone, sentence }: { milestone: string; sentence: string }) {
  const [told, setTold] = useState({ milestone: '', sentence: '' });
  if (told.milestone !== milestone) setTold({ milestone, sentence: milestone === '' ? '' : sentence });
  return (
    <p className="visually-hidden" aria-live="polite">
      {told.sentence}
    </p>
  );
}
