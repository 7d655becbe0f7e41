/** What saves a panel of this page. It comes when the page is there; its place is kept. */
import { later } from '../../ui/later.tsx';
import type { SaveablePanel } from '../../ui/panels/saving.ts';
import { Part } from '../../ui/part.tsx';

const SavePanel = later(() => import('./save-panel.tsx'));

export function PanelSaver(panel: SaveablePanel) {
  return (
    <Part size="tool">
      <SavePanel {...panel} />
    </Part>
  );
}
