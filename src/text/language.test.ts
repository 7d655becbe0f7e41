import { expect, test, vi } from 'vitest';
import { texts } from './text.ts';

vi.stubGlobal('location', { search: '' });
vi.stubGlobal('navigator', { languages: ['en'] });
const { pickLanguage } = await import('./language.ts');

test('the strongest wish that is spoken here wins', () => {
  expect(pickLanguage([null, undefined, 'fr-FR', 'ja-JP', 'en'])).toBe('ja');
  expect(pickLanguage(['en', 'ja'])).toBe('en');
  expect(pickLanguage(['fr'])).toBe('en');
});

test('Japanese says everything in its own words', () => {
  // What is the same in both languages on purpose: names, symbols, units.
  const shared =
    /^(BatchNorm Lab|Batch Normalization|WebGL|WebAssembly|NaN|BN|softmax|dropout|Adam||–|[\d–%]+)$/;
  const same: string[] = [];
  const compare = (a: object, b: object) => {
    for (const [key, value] of Object.entries(a)) {
      const other = (b as Record<string, unknown>)[key];
      if (typeof value === 'object') compare(value, other as object);
      else if (value === other && !shared.test(value)) same.push(key);
    }
  };
  compare(texts.en, texts.ja);
  expect(same).toEqual([]);
});
