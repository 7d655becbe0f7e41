/** News of keeping runs, on their way when the page has shown. */
import { lazy, Suspense } from 'react';
import { Boundary } from '../../ui/boundary.tsx';
import { whenIdle } from '../../ui/when-idle.ts';

const news = () => new Promise<void>((resolve) => whenIdle(resolve)).then(() => import('./kept-news.tsx'));
const Interrupted = lazy(() => news().then((module) => ({ default: module.InterruptedNews })));
const Keeping = lazy(() => news().then((module) => ({ default: module.KeepingNews })));

export function InterruptedNews() {
  return (
    <Boundary>
      <Suspense>
        <Interrupted />
      </Suspense>
    </Boundary>
  );
}

export function KeepingNews() {
  return (
    <Boundary>
      <Suspense>
        <Keeping />
      </Suspense>
    </Boundary>
  );
}
