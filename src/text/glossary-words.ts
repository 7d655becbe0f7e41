/** How the terms of the glossary are written within sentences, so that they can be explained where they stand. */

import type { TermName } from './glossary.ts';
import type { Language } from './language.ts';

/** Longer ones come first: of two that begin at one place, that is the one that is meant. */
const words: Record<Language, readonly (readonly [TermName, string])[]> = {
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
    ['percentiles', 'percentiles?|middle 70 %'],
    ['silentUnit', 'silent|units alive'],
    ['lookAhead', 'the coming step|look ahead'],
    ['smoothness', 'more predictive|effective smoothness'],
    ['rightAngle', 'right angles'],
    ['effectiveRate', 'effective rate'],
    ['covariateShift', 'shift by earlier layers'],
    ['noise', 'noise behind BN'],
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
    ['percentiles', 'パーセンタイル|中央 70 %'],
    ['silentUnit', '無反応|ユニットの死'],
    ['lookAhead', '次の一歩|先読み'],
    ['smoothness', '予測しやすく|実効的な滑らかさ'],
    ['rightAngle', '直交'],
    ['effectiveRate', '実効学習率'],
    ['covariateShift', '前の層による変動'],
    ['noise', 'BN の後にノイズ'],
  ],
};

/** Western words have edges; Japanese ones are written without. */
const patterns: Record<Language, RegExp> = {
  en: new RegExp(`\\b(?:${groups('en')})\\b`, 'gi'),
  ja: new RegExp(groups('ja'), 'g'),
};

function groups(language: Language): string {
  return words[language].map(([, word]) => `(${word})`).join('|');
}

/** A piece of a sentence; with `term` it is one that the glossary explains. */
export interface SentencePart {
  text: string;
  term?: TermName;
}

/** A sentence in pieces: of each term the first that stands in it is found. */
export function sentenceParts(sentence: string, language: Language): SentencePart[] {
  const parts: SentencePart[] = [];
  const found = new Set<TermName>();
  let end = 0;
  for (const match of sentence.matchAll(patterns[language])) {
    const [text, ...alternatives] = match;
    const term = words[language][alternatives.findIndex((part) => part !== undefined)]![0];
    if (found.has(term)) continue;
    found.add(term);
    if (match.index > end) parts.push({ text: sentence.slice(end, match.index) });
    parts.push({ text, term });
    end = match.index + text.length;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end) });
  return parts;
}
