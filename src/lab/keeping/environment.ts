import { type Environment, wordLimits } from '../../domain/kept-run.ts';

/** The device at hand; `renderer`: what draws, where the engine does. */
export function environmentOf(renderer: string | undefined): Environment {
  return {
    agent: navigator.userAgent.slice(0, wordLimits.word),
    cores: navigator.hardwareConcurrency,
    ...(renderer !== undefined && { renderer: renderer.slice(0, wordLimits.word) }),
  };
}
