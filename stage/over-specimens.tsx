/** What opens over the page. */
import { Popup } from '../src/ui/popup.tsx';
import { Sheet } from '../src/ui/sheet.tsx';
import { Term } from '../src/ui/term.tsx';
import type { SpecimenGroup } from './specimen.ts';

const trigger = (label: string) => <button type="button">{label}</button>;
const words = <p>Whatever it is that the sheet shows.</p>;

export const overSpecimens: SpecimenGroup = {
  title: 'Over the page',
  specimens: {
    Term: (
      <p>
        One has <Term name="batchNormalization">Batch Normalization</Term>.
      </p>
    ),
    Popup: (
      <Popup label="Open a popup" title="A popup" buttonClass="" panelClass="engine-popup">
        {words}
      </Popup>
    ),
    Sheet: (
      <Sheet title="A sheet" trigger={trigger('Open a sheet')}>
        {words}
      </Sheet>
    ),
    'Sheet at the side': (
      <Sheet side title="A sheet at the side" trigger={trigger('Open a sheet at the side')}>
        {words}
      </Sheet>
    ),
  },
};
