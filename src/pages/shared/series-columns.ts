/** What series and runs are called in files, which programs read: in English, whatever the page speaks. */
import type { RunConfig } from '../../domain/config.ts';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { texts } from '../../text/text.ts';
import { armNames, normalizationName, scheduleText } from './arm-names.ts';

/** "testAccuracy" as "test-accuracy" or "test_accuracy". */
export function plainName(series: SeriesName, between: '-' | '_'): string {
  return series.replace(/[A-Z]/g, (letter) => between + letter.toLowerCase());
}

/** Names of the arms of a comparison, each made of what it does otherwise than the others. */
export function namesInFiles(configs: readonly RunConfig[]): string[] {
  return armNames(configs, texts.en);
}

/** "with BN, 1E-3". */
export function settingName({ normalization, learningRate }: RunConfig): string {
  const text = texts.en;
  return [normalizationName(normalization, text), scheduleText(learningRate, text)].join(text.comma);
}
