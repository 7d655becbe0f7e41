/** At which rates a network can be used, in words. */
import { SEEDS_TO_JUDGE, type Usability } from '../../domain/statistics.ts';
import type { SweepText } from '../../text/sweep.ts';
import { learningRateText } from '../../ui/format.ts';

export function usabilityText(usable: Usability, text: SweepText): string {
  switch (usable.kind) {
    case 'range':
      return text.sweep.usableRange(learningRateText(usable.from), learningRateText(usable.to));
    case 'none':
      return usable.judged < usable.rates
        ? text.fewSeeds.noneSoFar(usable.judged, usable.rates)
        : text.sweep.unusable;
    case 'too-few-seeds':
      return text.fewSeeds.notJudged(usable.seeds, SEEDS_TO_JUDGE);
    case 'not-measured':
      return text.fewSeeds.notMeasured;
  }
}
