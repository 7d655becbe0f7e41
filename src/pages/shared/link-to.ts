/** The address under which a comparison is opened, to be handed on. */
import type { Comparison } from '../../domain/comparison.ts';
import type { EngineChoice } from '../../engine/choose.ts';
import { writeAddress } from '../../lab/address.ts';

/** `hash`: of the page that it opens. It speaks the language that this page's address asks for, if it does. */
export function linkTo(comparison: Comparison, engine: EngineChoice = 'auto', hash = ''): string {
  const language = new URLSearchParams(location.search).get('lang') ?? undefined;
  return new URL(`./${writeAddress(comparison, engine, language)}${hash}`, document.baseURI).href;
}
