/** Terms that the page Inside alone has, as its sentences write them; loaded with it. */
import type { Words } from './glossary-words.ts';

export const insideWords: Words = {
  en: [
    ['percentiles', 'percentiles?|middle 70(?= %)'],
    ['silentUnit', 'silent|units alive'],
    ['lookAhead', 'the coming step|(?:nearest |newest )?look(?:ed|s)? ahead'],
    ['smoothness', 'more predictive|roughness|effective β-smoothness'],
    ['rightAngle', 'right angles?|cosine'],
    ['effectiveRate', 'effective rate'],
    ['covariateShift', 'shift by earlier layers'],
    ['noise', 'noise behind BN'],
    ['relu', 'relus?'],
    ['channel', 'channels?'],
    ['layer', 'conv [12]|fc 1'],
    ['kernel', 'kernels?'],
    ['look', 'looks?'],
  ],
  ja: [
    ['percentiles', 'パーセンタイル|中央 70 %'],
    ['silentUnit', '無反応|ユニットの死'],
    ['lookAhead', '次の一歩|先読み'],
    ['smoothness', '予測しやすく|粗さ|実効的な β 平滑性'],
    ['rightAngle', '直交|余弦'],
    ['effectiveRate', '実効学習率'],
    ['covariateShift', '前の層による変動'],
    ['noise', 'BN の後にノイズ'],
    ['relu', 'relu'],
    ['channel', 'チャネル'],
    ['layer', 'conv [12]|fc 1'],
    ['kernel', 'カーネル'],
    ['look', '観察'],
  ],
};
