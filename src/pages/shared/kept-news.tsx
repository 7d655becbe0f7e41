/** What is to be said of keeping runs: that one was interrupted, and why nothing is kept. Loaded when the page has shown. */

import { useLab, useQueue } from '../../lab/instance.ts';
import { keeper, otherTabs, useKeeping, useOtherTabs, useQueueKeeping } from '../../lab/keeping/instance.ts';
import { type KeptText, kept } from '../../text/kept.ts';
import { useLanguage, useText } from '../../text/language.ts';
import { countText } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Offer } from '../../ui/offer.tsx';

function useKeptText(): KeptText {
  return kept[useLanguage((state) => state.language)];
}

/** Runs that another life of the page has left in the middle. */
export function InterruptedNews() {
  const text = useKeptText();
  const { close } = useText();
  const interrupted = useKeeping((state) => state.interrupted);
  const isIdle = useLab((state) => state.status === 'idle');
  const outcome = useKeeping((state) => state.outcome);
  if (outcome)
    return (
      <Notice kind="info" action={{ label: close, run: () => keeper.forgetOutcome() }}>
        {text.kept.outcomes[outcome]}
      </Notice>
    );
  if (!interrupted || !isIdle) return null;
  const { step, steps } = interrupted;
  return (
    <Offer
      yes={text.kept.goOn}
      no={text.kept.no}
      onYes={() => void keeper.goOn()}
      onNo={() => void keeper.dismiss()}
    >
      {text.kept.interrupted(countText(step), countText(steps))}
    </Offer>
  );
}

/** Why nothing is kept, and that the lab is open elsewhere. */
export function KeepingNews() {
  const text = useKeptText();
  const ofPage = useKeeping((state) => state.failure);
  const ofQueue = useQueueKeeping((state) => state.failure);
  const ofWorkers = useLab((state) => state.unkept);
  const ofQueueWorkers = useQueue((state) => state.unkept);
  const failure = ofPage ?? ofQueue ?? ofWorkers ?? ofQueueWorkers;
  return (
    <>
      {failure && <Notice kind="info">{text.kept.notKept[failure]}</Notice>}
      <OtherTabsNews />
    </>
  );
}

/** That the lab is open elsewhere. */
export function OtherTabsNews() {
  const text = useKeptText();
  const { close } = useText();
  const { others, isRead } = useOtherTabs();
  if (others === 0 || isRead) return null;
  return (
    <Notice kind="info" action={{ label: close, run: () => otherTabs.read() }}>
      {text.kept.otherTabs}
    </Notice>
  );
}
