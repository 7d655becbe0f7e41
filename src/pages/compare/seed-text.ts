/** What is said of the seed: how its runs stand among those recorded in the same setting. */
import { countAlike, medianRun, type SeedRun } from '../../domain/seeds.ts';
import type { Text } from '../../text/text.ts';

/** One arm's setting: its name, whether it is without BN, and the runs recorded of it, one for each seed. */
export interface RecordedSetting {
  name: string;
  bare: boolean;
  runs: readonly SeedRun[];
}

/**
 * Begins with the network without BN, as it is the one that seeds differ in. Of each network it says how many seeds do
 * what this one did; of a seed that was not recorded, what the median did.
 */
export function seedText(seed: number, settings: readonly RecordedSetting[], text: Text): string {
  const words = text.seedNote;
  const told = settings.flatMap((setting, i) => {
    // Arms in which nothing differs have one name, and are told of once.
    const isSaid = settings.findIndex(({ name }) => name === setting.name) < i;
    const outcome = isSaid ? undefined : outcomeText(seed, setting.runs, text);
    return outcome === undefined ? [] : [{ ...setting, outcome }];
  });
  const first = told.find(({ bare }) => bare) ?? told[0];
  if (!first) return words.alone(seed);
  const { runs, name } = first;
  const others = told.filter((setting) => setting !== first);
  const named = others.map(({ name, outcome }) => words.named(name, outcome));
  if (medianRun(runs)?.config.seed === seed)
    return words.sentence(words.median(seed, runs.length, name), [first.outcome, ...named]);
  const head = (runOf(seed, runs) ? words.recorded : words.notRecorded)(seed, runs.length);
  return words.sentence(head, [words.named(name, first.outcome), ...named]);
}

/** How many runs came to what this seed's run did; undefined where they are too few to say so. */
function outcomeText(seed: number, runs: readonly SeedRun[], text: Text): string | undefined {
  const kind = (runOf(seed, runs) ?? medianRun(runs))?.verdict.kind;
  if (runs.length < 2 || kind === undefined || kind === 'waiting') return undefined;
  const { count, total, least } = countAlike(runs, kind);
  // Rounded down, so that it is true of all of them. (0.29 · 100 is less than 29.)
  const percent = Math.floor(least * 100 + 1e-9);
  return text.seedNote.outcomes[kind](text.seedNote.share(count, total), count, percent);
}

function runOf(seed: number, runs: readonly SeedRun[]): SeedRun | undefined {
  return runs.find(({ config }) => config.seed === seed);
}
