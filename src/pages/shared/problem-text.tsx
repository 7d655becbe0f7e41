/** What went wrong, in words, which are loaded when there is time: few visitors need them, but then the network may be gone. */
import { Suspense } from 'react';
import type { Problem } from '../../text/problem-types.ts';
import { Boundary } from '../../ui/boundary.tsx';
import { later } from '../../ui/later.tsx';
import { whenIdle } from '../../ui/when-idle.ts';

const load = () => import('./problem-words.tsx');
const Words = later(load);
// Whoever shows them is told.
whenIdle(() => load().catch(() => {}));

export function ProblemText(props: { problem: Problem; place?: 'compare' | 'queue' }) {
  return (
    // Without them what is said around a problem has to do.
    <Boundary>
      <Suspense>
        <Words {...props} />
      </Suspense>
    </Boundary>
  );
}
