/**
 * Letters that were not shown before take the browser long: it looks for a face that has them, then for each one's shape.
 * Here it does so while it is idle, a few letters at a time.
 */
import { whenIdle } from './when-idle.ts';

/** Letters at a time; a slow processor takes some 20 ms for them. */
const SLICE = 24;
/** The faces of the page's words, as the style sheets name them. */
const FACES = ['letters-text', 'letters-bold', 'letters-title'] as const;

/** Prepares all letters of some words, in a language. Gives back how to call it off. */
export function warmLetters(words: unknown, language: string): () => void {
  const letters = [...new Set(lettersOf(words))];
  const slices: { text: string; face: string }[] = [];
  for (const face of FACES)
    for (let i = 0; i < letters.length; i += SLICE)
      slices.push({ text: letters.slice(i, i + SLICE).join(''), face });
  let cancel = () => {};
  const next = () => {
    const slice = slices.shift();
    if (!slice) return;
    layOut(slice.text, slice.face, language);
    cancel = whenIdle(next);
  };
  cancel = whenIdle(next);
  return () => cancel();
}

/** All that is written beyond Latin letters and signs. */
function lettersOf(words: unknown): string {
  return JSON.stringify(words).replace(/[^\u3000-\uffff]/g, '');
}

function layOut(text: string, face: string, language: string): void {
  const element = document.createElement('div');
  element.className = `letters ${face}`;
  element.lang = language;
  element.ariaHidden = 'true';
  element.textContent = text;
  document.body.append(element);
  element.getBoundingClientRect();
  element.remove();
}
