/** Presenting to a room: all is larger, and what is not looked at goes while the pointer rests. */
import { create } from 'zustand';

/** Milliseconds without a movement after which the controls go. */
const REST = 3_000;

interface PresentState {
  isPresenting: boolean;
  toggle(): void;
}

export const usePresent = create<PresentState>((set, get) => ({
  isPresenting: false,
  toggle() {
    const isPresenting = !get().isPresenting;
    set({ isPresenting });
    show(isPresenting);
  },
}));

let timer: ReturnType<typeof setTimeout> | undefined;

function show(isPresenting: boolean): void {
  const { dataset } = document.documentElement;
  clearTimeout(timer);
  if (isPresenting) {
    dataset.present = 'moving';
    for (const event of MOVES) window.addEventListener(event, moved);
    window.addEventListener('keydown', left);
    moved();
  } else {
    delete dataset.present;
    for (const event of MOVES) window.removeEventListener(event, moved);
    window.removeEventListener('keydown', left);
  }
}

/** Whoever moves the pointer, or goes through the page by keys, sees the controls. */
const MOVES = ['pointermove', 'pointerdown', 'focusin'] as const;

/** Escape leaves, unless something else takes it, such as an open sheet. */
function left({ key, defaultPrevented }: KeyboardEvent): void {
  if (key === 'Escape' && !defaultPrevented && !document.querySelector('[role="dialog"]'))
    usePresent.getState().toggle();
}

function moved(): void {
  const { dataset } = document.documentElement;
  clearTimeout(timer);
  dataset.present = 'moving';
  timer = setTimeout(() => {
    dataset.present = 'resting';
  }, REST);
}
