import type { Environment } from '../../domain/kept-run.ts';

/** The device at hand; `renderer`: what draws, where the engine does. */
export function environmentOf(renderer: string | undefined): Environment {
  return {
    agent: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    ...(renderer !== undefined && { renderer }),
  };
}
