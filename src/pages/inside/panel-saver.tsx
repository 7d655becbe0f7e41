/** What saves a panel of this page. It comes when the page is there; its place is kept. */
import { lazy, Suspense } from 'react';
import { Boundary } from '../../ui/boundary.tsx';
import type { SaveablePanel } from '../../ui/panels/saving.ts';

const SavePanel = lazy(() => import('./save-panel.tsx'));

export function PanelSaver(panel: SaveablePanel) {
  return (
    <Boundary>
      <Suspense>
        <SavePanel {...panel} />
      </Suspense>
    </Boundary>
  );
}
