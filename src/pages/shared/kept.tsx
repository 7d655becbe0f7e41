/** News of keeping runs, on their way when the page has shown. */
import { later } from '../../ui/later.tsx';
import { Part } from '../../ui/part.tsx';
import { whenIdle } from '../../ui/when-idle.ts';

const news = () => new Promise<void>((resolve) => whenIdle(resolve)).then(() => import('./kept-news.tsx'));
const Interrupted = later(async () => ({ default: (await news()).InterruptedNews }));
const OtherTabs = later(async () => ({ default: (await news()).OtherTabsNews }));
const Keeping = later(async () => ({ default: (await news()).KeepingNews }));

export function InterruptedNews() {
  return (
    <Part>
      <Interrupted />
    </Part>
  );
}

export function KeepingNews() {
  return (
    <Part>
      <Keeping />
    </Part>
  );
}

/** That the lab is open elsewhere, where another part says what is not kept. */
export function OtherTabsNews() {
  return (
    <Part>
      <OtherTabs />
    </Part>
  );
}
