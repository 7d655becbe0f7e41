/** What each story's networks came to in the recordings: the medians over their seeds. */
import { useEffect, useMemo } from 'react';
import { comparisonRuns } from '../../domain/comparison.ts';
import { recordingsOf } from '../../domain/experiments.ts';
import { seedsIn } from '../../domain/recordings.ts';
import { centreOf, spreadOf } from '../../domain/statistics.ts';
import { type StoryName, stories, storyComparison } from '../../domain/stories.ts';
import { recorded, useRecorded } from '../../lab/instance.ts';
import { whenIdle } from '../../ui/when-idle.ts';

const configsOf = new Map(stories.map((name) => [name, comparisonRuns(storyComparison(name))]));

/** Median test accuracies, in [0, 1], of each story's arms, A first; none while they are not there. */
export function useStoryOutcomes(): ReadonlyMap<StoryName, number[]> {
  const recordings = useRecorded((state) => state.runs);
  useEffect(() => whenIdle(() => void recorded.load(recordingsOf([...configsOf.values()].flat()))), []);
  return useMemo(
    () =>
      new Map(
        [...configsOf].flatMap(([name, configs]) => {
          const medians = configs.flatMap((config) => {
            const runs = seedsIn(recordings, config);
            return centreOf(spreadOf(runs.flatMap(({ testAccuracy }) => testAccuracy ?? []))) ?? [];
          });
          return medians.length === configs.length ? [[name, medians] as const] : [];
        }),
      ),
    [recordings],
  );
}
