/** Which engine trains, and why: a pure decision from what is known of the device. Made on the page, once for all arms. */
import * as z from 'zod/mini';
import type { Normalization } from '../domain/normalization.ts';
import {
  automaticEngines,
  catalogue,
  type EngineName,
  engineNames,
  LAST_RESORT,
  trainsAll,
  usesWebGL,
} from './catalogue.ts';
import { type Knowledge, objection, type Refusal } from './findings.ts';

/** A visitor's wish: an engine, or the fastest one that is right. */
export const engineChoiceSchema = z.enum(['auto', ...engineNames]);
export type EngineChoice = z.infer<typeof engineChoiceSchema>;

/**
 * Why an engine was taken; the page has a sentence for each. `measuring`: it is what can train before all is measured;
 * `resumed`: the runs began on it; `wrong`: WebGL computes wrongly; `chosen-wrong`: so does this one, and it is wanted all the same.
 */
export type EngineReason =
  | 'chosen'
  | 'chosen-wrong'
  | 'fastest'
  | 'measuring'
  | 'wrong'
  | 'normalization'
  | 'resumed'
  | Refusal;

export interface EngineDecision {
  engine: EngineName;
  reason: EngineReason;
}

/**
 * The engine for networks of all the wanted normalizations. Unasked it is the fastest of those that were measured and are
 * right; before anything is measured, what the processor has. A visitor who names an engine gets it, however slow it
 * is, unless it does not start.
 */
export function chooseEngine(
  choice: EngineChoice,
  knowledge: Knowledge,
  wanted: readonly Normalization[],
): EngineDecision {
  return choice === 'auto' ? fastest(knowledge, wanted) : asked(choice, knowledge, wanted);
}

/**
 * The engines to be compared: of each place, the processor first, the best one that nothing speaks against. Those of
 * which nothing is found yet are to be measured.
 */
export function rivals(knowledge: Knowledge): EngineName[] {
  return (['processor', 'graphics'] as const).flatMap((place) => {
    const best = automaticEngines(place).find((name) => !objection(name, knowledge));
    return best ? [best] : [];
  });
}

function fastest(knowledge: Knowledge, wanted: readonly Normalization[]): EngineDecision {
  const { findings } = knowledge;
  const compared = rivals(knowledge);
  const timed = compared
    .flatMap((name) => {
      const finding = findings[name];
      return finding?.outcome === 'right' ? [{ name, milliseconds: finding.milliseconds }] : [];
    })
    .sort((a, b) => a.milliseconds - b.milliseconds)
    .map(({ name }) => name);
  const untimed = automaticEngines('processor').filter((name) => !objection(name, knowledge));
  const order: EngineName[] = [...timed, ...untimed, LAST_RESORT];
  const engine = order.find((name) => trainsAll(name, wanted)) ?? LAST_RESORT;
  if (engine !== order[0]) return { engine, reason: 'normalization' };
  if (compared.some((name) => findings[name] === undefined)) return { engine, reason: 'measuring' };
  if (compared.some(usesWebGL)) return { engine, reason: 'fastest' };
  const [graphics] = automaticEngines('graphics');
  return { engine, reason: (graphics && objection(graphics, knowledge)) ?? 'no-webgl' };
}

function asked(choice: EngineName, knowledge: Knowledge, wanted: readonly Normalization[]): EngineDecision {
  const refusal = knowledge.refusals[choice];
  const isWrong = knowledge.findings[choice]?.outcome === 'wrong';
  const decision: EngineDecision = refusal
    ? { engine: substitute(choice, knowledge), reason: refusal }
    : { engine: choice, reason: isWrong ? 'chosen-wrong' : 'chosen' };
  if (trainsAll(decision.engine, wanted)) return decision;
  const { backend } = catalogue[decision.engine];
  const other = engineNames.find((name) => catalogue[name].backend === backend && trainsAll(name, wanted));
  return { engine: other ?? LAST_RESORT, reason: 'normalization' };
}

/** What trains where the wanted engine does not start: the same card without the draws, or the processor. */
function substitute(choice: EngineName, knowledge: Knowledge): EngineName {
  const { refusals } = knowledge;
  if (refusals[choice] === 'kernels-failed' && !refusals['webgl-ops']) return 'webgl-ops';
  return automaticEngines('processor').find((name) => !objection(name, knowledge)) ?? LAST_RESORT;
}
