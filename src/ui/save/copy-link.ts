/** Copies a link, and gives what is to be said of that. */
import type { SaveText } from '../../text/save.ts';
import type { SaidWords } from './said.tsx';

export async function copyLink(address: string, text: SaveText): Promise<SaidWords> {
  try {
    await navigator.clipboard.writeText(address);
    return { text: text.copied };
  } catch {
    return { text: text.refused, address };
  }
}
