/** Why BN helps, in a few sentences, each of which leads to its question. */
import { Fragment, type ReactNode } from 'react';
import type { ClaimName } from '../../domain/claims/claims.ts';
import { recordedStandings } from '../../domain/claims/recorded-standings.ts';
import type { QuestionName } from './inside-context.ts';
import { headingOf } from './row.tsx';
import { InsideExplained } from './sentence-text.tsx';
import { summaryOf } from './summary.ts';
import { useInsideText } from './use-text.ts';

const summary = summaryOf(recordedStandings);
const groupNames = ['both', 'onlyModern', 'onlyArticle', 'neither'] as const;

/** Where each claim is looked into. */
const questionOf: Record<ClaimName, QuestionName> = {
  drift: 'drift',
  noise: 'drift',
  steps: 'steps',
  predictive: 'predictive',
  stuck: 'flow',
  alive: 'flow',
  scale: 'scale',
  disturbance: 'disturbance',
};

export function Why() {
  const text = useInsideText();
  const { title, groups, reasons, cause, noise, where, between, gap, settings } = text.inside.summary;
  const presets = ['modern', 'article'] as const;
  return (
    <section className="inside-why" aria-labelledby="inside-why">
      <h3 id="inside-why">{title}</h3>
      <p>
        {groupNames
          .filter((name) => summary[name].length > 0)
          .map((name) => (
            <Fragment key={name}>
              <Listed
                {...groups[name]}
                items={summary[name].map((claim) => ({ claim, words: reasons[claim] }))}
              />
              {gap}
            </Fragment>
          ))}
      </p>
      <p>
        <Listed
          text={cause}
          between={between}
          last={between}
          items={presets.map((preset) => ({
            claim: 'noise' as const,
            words: noise[recordedStandings.noise[preset]](where[preset]),
          }))}
        />
        {gap}
        <InsideExplained>{settings}</InsideExplained>
      </p>
    </section>
  );
}

interface ListedProps {
  /** Has a {list}. */
  text: string;
  between: string;
  last: string;
  items: readonly { claim: ClaimName; words: string }[];
}

function Listed({ text, between, last, items }: ListedProps): ReactNode {
  const [before, after] = text.split('{list}');
  return (
    <>
      {before && <InsideExplained>{before}</InsideExplained>}
      {items.map(({ claim, words }, i) => (
        <Fragment key={words}>
          {i > 0 && (i === items.length - 1 ? last : between)}
          {/* biome-ignore lint/a11y/useValidAnchor: it leads on within the page, whose address says which page it is. */}
          <a
            href="#inside"
            onClick={(event) => {
              event.preventDefault();
              goTo(questionOf[claim]);
            }}
          >
            {words}
          </a>
        </Fragment>
      ))}
      {after && <InsideExplained>{after}</InsideExplained>}
    </>
  );
}

function goTo(question: QuestionName): void {
  const heading = document.getElementById(headingOf(question));
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start', behavior: 'smooth' });
}
