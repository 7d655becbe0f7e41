/** What the experiment at hand is and, once it is over, what it says. */
import { comparisonRuns } from '../../domain/comparison.ts';
import { configKey, type RunConfig } from '../../domain/config.ts';
import { stripOf, sweptAs } from '../../domain/rate-strip.ts';
import type { Recordings } from '../../domain/recordings.ts';
import { type StoryName, stories, storyComparison } from '../../domain/stories.ts';
import { useLab, useRecorded } from '../../lab/instance.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import { useText } from '../../text/language.ts';
import type { Text } from '../../text/text.ts';
import { Explained } from '../../ui/explained.tsx';
import { percent } from '../../ui/format.ts';
import { useRecordedSettings } from '../shared/recorded-settings.ts';

/** Of each story what its runs come to, by their settings' keys. */
const storyKeys = new Map(stories.map((name) => [keyOf(comparisonRuns(storyComparison(name))), name]));

/** The story that some runs tell. */
export function storyOf(configs: readonly RunConfig[]): StoryName | undefined {
  return storyKeys.get(keyOf(configs));
}

function keyOf(configs: readonly RunConfig[]): string {
  return configs.map(configKey).join();
}

/** `outcomes`: the recorded medians of each story's arms, A first. */
export function StoryNote({ outcomes }: { outcomes: ReadonlyMap<StoryName, readonly number[]> }) {
  const text = useText();
  const comparison = useLab((state) => state.comparison);
  const isOver = useLab((state) => state.status === 'finished');
  const [recorded] = useRecordedSettings();
  const recordings = useRecorded((state) => state.runs);
  const configs = comparisonRuns(comparison);
  const name = storyOf(configs);
  const lesson =
    name && isOver
      ? lessonOf(name, configs, { outcomes, seeds: recorded?.length ?? 0, recordings }, text)
      : undefined;
  return (
    <p className="story-note" aria-live="polite">
      <Explained>{lesson ?? (name ? text.story.notes[name] : '')}</Explained>{' '}
      {lesson && name === 'best-rates' && <a href="#sweep">{text.story.allRates}</a>}
      {lesson && (name === 'article' || name === 'correct-loss') && <a href="#reproduce">{text.story.why}</a>}
    </p>
  );
}

interface Known {
  outcomes: ReadonlyMap<StoryName, readonly number[]>;
  /** Seeds that the outcome of the story at hand is of. */
  seeds: number;
  /** All that were loaded. */
  recordings: Recordings<RecordedRun>;
}

/** Undefined where it is made of recordings that are not there. */
function lessonOf(
  name: StoryName,
  configs: readonly RunConfig[],
  { outcomes, seeds, recordings }: Known,
  text: Text,
): string | undefined {
  const { lessons } = text.story;
  switch (name) {
    case 'article':
    case 'correct-loss':
      return lessons[name];
    case 'low-rate': {
      const [without, withBatchNorm] = outcomes.get(name) ?? [];
      if (without === undefined || withBatchNorm === undefined) return undefined;
      return lessons[name](percent(without), percent(withBatchNorm), seeds);
    }
    case 'best-rates': {
      const strips = configs.map((config) => {
        const swept = sweptAs(config);
        return swept ? stripOf(swept, recordings) : [];
      });
      if (strips.some((cells) => cells.every(({ seeds }) => seeds === 0))) return undefined;
      const [without, withBatchNorm] = strips.map((cells) => cells.filter(({ isUsable }) => isUsable).length);
      return lessons[name](without!, withBatchNorm!, strips[0]!.length);
    }
  }
}
