/** How the terms of the glossary are written within sentences, so that they can be explained where they stand. */

import type { TermName } from './glossary.ts';
import type { Language } from './language.ts';

/** Terms, each with how it is written. Longer ones come first: of two that begin at one place, that is the one that is meant. */
export type Words = Record<Language, readonly (readonly [TermName, string])[]>;

/** Of all pages. */
const words: Words = {
  en: [
    ['doubleSoftmax', 'double softmax|softmax(?: taken)? twice|two softmaxes'],
    ['softmax', 'softmax'],
    ['logits', 'logits?'],
    ['saturation', 'saturated|saturation'],
    ['gradient', 'gradients?'],
    ['plateau', 'plateau'],
    ['fallen', 'fallen(?: back)?'],
    ['nan', 'NaN'],
    ['article', 'article of 2016'],
    ['collapsed', 'collapsed|one class|one answer to all'],
    ['perActivation', 'per activation'],
    ['perFeatureMap', 'per feature map'],
    ['movingAverage', 'moving averages'],
    ['initialization', 'initialization'],
    ['dropout', 'dropout'],
    ['learningRate', 'learning rates?'],
    ['median', 'median'],
    ['seed', 'seeds?'],
    ['testAccuracy', 'test accuracy'],
    ['loss', 'loss'],
    ['groupNorm', 'GroupNorm|LayerNorm'],
  ],
  ja: [
    ['doubleSoftmax', '二重 softmax|softmax が二重|softmax を 2 回|2 回かけた softmax|2 段ある softmax'],
    ['softmax', 'softmax'],
    ['logits', 'ロジット'],
    ['saturation', '飽和度?'],
    ['gradient', '勾配'],
    ['plateau', '停滞'],
    ['fallen', '低下'],
    ['nan', 'NaN'],
    ['article', '2016 年の記事'],
    ['collapsed', '一つのクラス|1 クラスに固定'],
    ['perActivation', '活性ごと'],
    ['perFeatureMap', '特徴マップごと'],
    ['movingAverage', '移動平均'],
    ['initialization', '初期化'],
    ['dropout', 'dropout'],
    ['learningRate', '学習率'],
    ['median', '中央値'],
    ['seed', '(?:乱数)?シード'],
    ['testAccuracy', 'テスト正解率'],
    ['loss', '損失'],
    ['groupNorm', 'GroupNorm|LayerNorm'],
  ],
};

/** All words that are looked for, and the pattern that finds them. */
interface Search {
  words: Words[Language];
  pattern: RegExp;
}

/** By the words that a page adds, once they were looked for. */
const searches = new Map<Words | undefined, Partial<Record<Language, Search>>>();

function searchFor(language: Language, more: Words | undefined): Search {
  const found = searches.get(more)?.[language];
  if (found) return found;
  const all = [...(more?.[language] ?? []), ...words[language]];
  const groups = all.map(([, word]) => `(${word})`).join('|');
  // Western words have edges; Japanese ones are written without.
  const pattern = language === 'en' ? new RegExp(`\\b(?:${groups})\\b`, 'gi') : new RegExp(groups, 'g');
  const search = { words: all, pattern };
  searches.set(more, { ...searches.get(more), [language]: search });
  return search;
}

/** A piece of a sentence; with `term` it is one that the glossary explains. */
export interface SentencePart {
  text: string;
  term?: TermName;
}

/** A sentence in pieces: of each term the first that stands in it is found. `more`: terms of one page alone. */
export function sentenceParts(sentence: string, language: Language, more?: Words): SentencePart[] {
  const search = searchFor(language, more);
  const parts: SentencePart[] = [];
  const found = new Set<TermName>();
  let end = 0;
  for (const match of sentence.matchAll(search.pattern)) {
    const [text, ...alternatives] = match;
    const term = search.words[alternatives.findIndex((part) => part !== undefined)]![0];
    if (found.has(term)) continue;
    found.add(term);
    if (match.index > end) parts.push({ text: sentence.slice(end, match.index) });
    parts.push({ text, term });
    end = match.index + text.length;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end) });
  return parts;
}
