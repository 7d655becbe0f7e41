/** What is said of the engine that trains: why it does, and what was measured. */
import { type EngineName, usesWebGL } from '../engine/catalogue.ts';
import { type EngineChoice, type EngineReason, rivals } from '../engine/choose.ts';
import type { Findings, Knowledge } from '../engine/findings.ts';
import type { TrialsState } from '../lab/engines/engine-trials.ts';
import type { Text } from '../text/text.ts';
import { durationText } from '../ui/format.ts';

interface Told {
  choice: EngineChoice;
  engine: { engine: EngineName; reason: EngineReason; warmUp: number };
  /** The engine of the next run, where that is another. */
  nextEngine: EngineName | undefined;
  measuring: TrialsState['measuring'] | undefined;
  knowledge: Knowledge;
}

export function engineText({ choice, engine, nextEngine, measuring, knowledge }: Told, text: Text): string {
  const words = text.engine;
  const isMeasured = choice === 'auto';
  const sentences = [
    ...(isMeasured && (engine.reason === 'fastest' || nextEngine) ? [timesText(knowledge, text)] : []),
    ...(nextEngine ? [words.next(words.names[nextEngine])] : [reasonText(engine, text)]),
    ...(isMeasured
      ? [wrongText(engine.reason, knowledge.findings, text), measuringText(measuring, text)]
      : []),
    // What is going to change needs the room.
    nextEngine ? '' : words.warmUp(durationText(engine.warmUp)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(text.gap);
}

function reasonText({ engine, reason }: Told['engine'], text: Text): string {
  const words = text.engine;
  const instead = words.instead(words.names[engine]);
  switch (reason) {
    case 'fastest':
    case 'measuring':
      return '';
    case 'chosen':
      return words.chosen;
    case 'resumed':
      return words.resumed;
    case 'chosen-wrong':
      return words.chosenWrong;
    case 'wrong':
      return [words.isWrong(words.names.webgl), instead].join(text.gap);
    default:
      return [words.refusals[reason], instead].join(text.gap);
  }
}

function measuringText(measuring: TrialsState['measuring'] | undefined, text: Text): string {
  const words = text.engine;
  if (!measuring) return '';
  return (measuring.waits ? words.measuredLater : words.measuring)(words.names[measuring.engine]);
}

/** "WebGL 6.0 ms, processor 80.1 ms a step." */
function timesText(knowledge: Knowledge, text: Text): string {
  const words = text.engine;
  const times = rivals(knowledge)
    .toReversed()
    .flatMap((name) => {
      const finding = knowledge.findings[name];
      const shown = usesWebGL(name) ? words.names[name] : words.processor;
      if (finding?.outcome === 'right') return [words.time(shown, durationText(finding.milliseconds))];
      return finding?.outcome === 'slow'
        ? [words.timeAtLeast(shown, durationText(finding.milliseconds))]
        : [];
    });
  return times.length > 0 ? words.perStep(times.join(text.comma)) : '';
}

/** Engines that compute wrongly, but for the one of which that is said already. */
function wrongText(reason: EngineReason, findings: Findings, text: Text): string {
  return (Object.keys(findings) as EngineName[])
    .filter((name) => findings[name]?.outcome === 'wrong' && !(reason === 'wrong' && usesWebGL(name)))
    .map((name) => text.engine.isWrong(text.engine.names[name]))
    .join(text.gap);
}
