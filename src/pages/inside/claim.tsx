/** What is said of BN, and how it stands to what was measured here. */
import { memo, useMemo } from 'react';
import { type ClaimName, findingOf } from '../../domain/claims/claims.ts';
import type { ClaimWords } from '../../text/inside.ts';
import { Term } from '../../ui/term.tsx';
import { doubtText, measuredText } from './finding-text.ts';
import { useInsideView } from './inside-context.ts';
import { InsideExplained, SentenceText } from './sentence-text.tsx';
import { StandingMark } from './standing-mark.tsx';
import { useInsideText } from './use-text.ts';

export const Claim = memo(function Claim({ name }: { name: ClaimName }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const finding = useMemo(() => findingOf(name, arms), [name, arms]);
  const { claim, source, isTaught }: ClaimWords = text.inside.claims[name];
  const measured = measuredText(finding, { arms, text });
  const doubt = doubtText(finding, text);
  const { said } = text.inside;
  return (
    <div className="inside-claim">
      <StandingMark standing={finding.standing} />
      <p>
        <span className="inside-label">{isTaught ? said.taught : said.paper}</span>{' '}
        <InsideExplained>{claim}</InsideExplained> <span className="hint">({source})</span>
      </p>
      <p className="number">
        <span className="inside-label">{text.inside.measuredHere}</span>{' '}
        <b>
          <Term name="standing">{text.inside.standings[finding.standing]}</Term>
        </b>
        {text.inside.stop}
        {doubt} {measured && <SentenceText of={measured} />}
      </p>
    </div>
  );
});
