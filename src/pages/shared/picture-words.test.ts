import { describe, expect, test } from 'vitest';
import { comparisonRuns } from '../../domain/comparison.ts';
import { presetComparison } from '../../domain/presets.ts';
import { saveTexts } from '../../text/save.ts';
import { texts } from '../../text/text.ts';
import { seedsText, settingsWords } from './picture-words.ts';

const configs = comparisonRuns(presetComparison('article'));

describe('what a picture says of its runs', () => {
  test('is what all of them have in common, the foremost first', () => {
    const { shared, others } = settingsWords(configs, 'en');
    expect(shared.slice(0, 4)).toEqual([
      'BN per activation',
      'Learning rate: 1E-3',
      'Loss: Double softmax (article)',
      'Batch size: 50',
    ]);
    expect(shared.at(-1)).toMatch(/^Seed: \d+$/);
    expect(others).toContain('Dropout keep: 0.5');
    expect(others.join()).not.toContain('Seed');
  });

  test('leaves out what tells them apart', () => {
    const [a, b] = configs;
    const { shared } = settingsWords([{ ...a!, learningRate: 1e-4 }, b!], 'ja');
    expect(shared.join()).not.toContain('学習率');
    expect(shared).toContain('バッチサイズ: 50');
  });

  test('has ranges of seeds', () => {
    const said = (seeds: number[]) => seedsText(seeds, texts.en, saveTexts.en);
    expect(said([7, 7])).toBe('Seed: 7');
    expect(said([1, 2])).toBe('Seeds: 1, 2');
    expect(said([9, 1, 2, 3, 10, 20])).toBe('Seeds: 1–3, 9, 10, 20');
  });
});
