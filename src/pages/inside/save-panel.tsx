/** Saves a panel of the Inside page. Loaded when the page is there. */
import { type ReactNode, useContext, useState } from 'react';
import type { StoreApi } from 'zustand';
import { withShared } from '../../domain/comparison.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useLanguage } from '../../text/language.ts';
import { createPointer, type Pointer, PointerContext, usePointerStore } from '../../ui/panels/pointer.ts';
import type { SaveablePanel } from '../../ui/panels/saving.ts';
import { SaveButton } from '../../ui/save/save-button.tsx';
import { SaveTrigger } from '../../ui/save/save-trigger.tsx';
import { linkTo } from '../shared/link-to.ts';
import { QuestionContext, useInsideView } from './inside-context.ts';
import { drawnTable, namesOf, panelWords, subjectOf, trainedRun } from './saved-panel.ts';
import type { ShownArm } from './shown.ts';

export default function SavePanel(panel: SaveablePanel) {
  const [clicked, setClicked] = useState<{ detail: number }>();
  // A page has thirty panels, and few of them are saved.
  if (!clicked) return <SaveTrigger aria-haspopup="menu" onClick={({ detail }) => setClicked({ detail })} />;
  return <SaveMenu panel={panel} clicked={clicked} />;
}

function SaveMenu({ panel, clicked }: { panel: SaveablePanel; clicked: { detail: number } }) {
  const language = useLanguage((state) => state.language);
  const question = useContext(QuestionContext);
  const pointer = usePointerStore();
  const { arms } = useInsideView();
  const place = usePlace(arms);
  return (
    <SaveButton
      clicked={clicked}
      subject={subjectOf(question, panel.drawn.file)}
      chart={<AsRead pointer={pointer}>{panel.chart}</AsRead>}
      {...place}
      words={(date) => {
        const { runs } = lab.store.getState();
        return panelWords(
          panel,
          arms.map((arm) => ({ ...arm, run: trainedRun(arm, runs) })),
          { question, step: readStep(pointer), language, date, ...place },
        );
      }}
      table={() => drawnTable(panel.drawn, namesOf(arms))}
    />
  );
}

/** Where the recorded seed that is shown is found again, if not at the page's own address. */
function usePlace([first]: readonly ShownArm[]): { address?: string } {
  const comparison = useLab((state) => state.comparison);
  const engineChoice = useLab((state) => state.engineChoice);
  const seed = first?.recorded && first.shown.seed;
  if (seed === undefined || seed === comparison.shared.seed) return {};
  return { address: linkTo(withShared(comparison, { seed }), engineChoice, location.hash) };
}

function readStep(pointer: StoreApi<Pointer>): number | undefined {
  const { hovered, chosen } = pointer.getState();
  return hovered ?? chosen;
}

/** A drawing at the step that is read now, apart from the page, and whatever a pointer does there meanwhile. */
function AsRead({ pointer, children }: { pointer: StoreApi<Pointer>; children: ReactNode }) {
  const [own] = useState(() => {
    const store = createPointer();
    store.setState({ chosen: readStep(pointer) });
    return store;
  });
  return <PointerContext value={own}>{children}</PointerContext>;
}
