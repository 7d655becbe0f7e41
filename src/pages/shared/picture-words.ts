/** What pictures of charts say of the runs in them. */
import { differingSettings } from '../../domain/comparison.ts';
import { type RunConfig, runConfigSchema, type Setting } from '../../domain/config.ts';
import { dataName } from '../../domain/data-set.ts';
import type { RunResult } from '../../domain/run-result.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import type { Language } from '../../text/language.ts';
import { type SaveText, saveTexts } from '../../text/save.ts';
import { type Text, texts } from '../../text/text.ts';
import { countText } from '../../ui/format.ts';
import type { PictureWords } from '../../ui/save/compose.ts';
import { scheduleText, settingName } from './arm-names.ts';
import { recordedText } from './recorded-text.ts';

/** A run with what is known of where it was trained. */
export type TrainedRun = Pick<RunResult, 'config'> &
  Partial<Pick<RecordedRun, 'recorded'>> & { engine?: EngineName | undefined };

/** Beside the title; all others stand small, under the chart. */
const FOREMOST: readonly Setting[] = ['normalization', 'learningRate', 'loss', 'batchSize', 'steps'];

/** What is said of runs, whatever it is that is drawn of them. `date`: of the day; `address`: where they are seen, if not here. */
export function wordsOfRuns(
  runs: readonly TrainedRun[],
  { language, date, address }: { language: Language; date: string; address?: string },
): Pick<PictureWords, 'language' | 'shared' | 'origin'> {
  const { shared, others } = settingsWords(
    runs.map(({ config }) => config),
    language,
  );
  return {
    language,
    shared,
    origin: [
      others.join(' · '),
      originText(runs, language),
      [texts[language].title, saveTexts[language].savedOn(date), address ?? location.href].join(' · '),
    ],
  };
}

/** The settings that all have, those that matter most apart from the others, and the seeds. */
export function settingsWords(
  configs: readonly RunConfig[],
  language: Language,
): { shared: string[]; others: string[] } {
  const text = texts[language];
  const differing = new Set(differingSettings(configs));
  const say = (settings: readonly Setting[]) =>
    settings
      .filter((setting) => setting === 'normalization' || !differing.has(setting))
      .flatMap((setting) => settingText(setting, configs, text) ?? []);
  const others = (Object.keys(runConfigSchema.shape) as Setting[]).filter(
    (setting) => setting !== 'seed' && !FOREMOST.includes(setting),
  );
  const seeds = configs.map(({ seed }) => seed);
  return { shared: [...say(FOREMOST), seedsText(seeds, text, saveTexts[language])], others: say(others) };
}

/** A setting that all have, by name; undefined where there is nothing to be said. */
function settingText(setting: Setting, configs: readonly RunConfig[], text: Text): string | undefined {
  const config = configs[0];
  if (!config) return undefined;
  const named = (value: string) => text.differs(settingName(setting, text), value);
  if (setting === 'learningRate') return named(scheduleText(config.learningRate, text));
  if (setting === 'normalization') {
    // Runs are named by theirs; their names lack the axes where all that have some have the same.
    const axes = new Set(
      configs.flatMap(({ normalization }) => ('axes' in normalization ? normalization.axes : [])),
    );
    return axes.size === 1 ? `BN ${text.axes[[...axes][0]!]}` : undefined;
  }
  if (setting === 'kernelScalings')
    return config.kernelScalings.length > 0
      ? named(
          text.list(
            config.kernelScalings.map(({ factor, afterStep }) =>
              text.charts.scalingTitle(String(factor), countText(afterStep)),
            ),
          ),
        )
      : undefined;
  if (setting === 'data') return named(dataName(config.data));
  const value = config[setting];
  return named(
    typeof value === 'number' ? (value < 1000 ? String(value) : countText(value)) : text.options[value],
  );
}

/** Seeds in few words: those that follow each other are a range. */
export function seedsText(seeds: readonly number[], text: Text, words: SaveText): string {
  const all = [...new Set(seeds)].sort((a, b) => a - b);
  if (all.length === 1) return text.differs(text.fields.seed, String(all[0]));
  const ranges: number[][] = [];
  for (const seed of all)
    if (ranges.at(-1)?.at(-1) === seed - 1) ranges.at(-1)!.push(seed);
    else ranges.push([seed]);
  const parts = ranges.flatMap((range) =>
    range.length > 2 ? `${range[0]}–${range.at(-1)}` : range.map(String),
  );
  return text.differs(words.seeds, parts.join(text.comma));
}

/** Where runs were trained; empty before any was. */
function originText(runs: readonly TrainedRun[], language: Language): string {
  const text = texts[language];
  const recorded = runs.filter((run): run is RecordedRun => run.recorded !== undefined);
  const engines = new Set(
    runs.flatMap(({ recorded, engine }) => (recorded || !engine ? [] : text.engine.names[engine])),
  );
  return [
    ...(recorded.length > 0 ? [recordedText(recorded, text)] : []),
    ...(engines.size > 0 ? [saveTexts[language].trainedWith(text.list([...engines]))] : []),
  ].join(text.gap);
}
