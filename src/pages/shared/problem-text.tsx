/** What went wrong, in words, which are loaded when there is time: few visitors need them, but then the network may be gone. */
import { lazy, Suspense } from 'react';
import type { Problem } from '../../text/problem-types.ts';
import { whenIdle } from '../../ui/when-idle.ts';

// Without them what is said around a problem has to do.
const load = () => import('./problem-words.tsx').catch(() => ({ default: () => '' }));
const Words = lazy(load);
whenIdle(() => void load());

export function ProblemText(props: { problem: Problem; place?: 'compare' | 'queue' }) {
  return (
    <Suspense>
      <Words {...props} />
    </Suspense>
  );
}
