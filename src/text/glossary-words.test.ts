import { expect, test } from 'vitest';
import { sentenceParts } from './glossary-words.ts';
import { insideWords } from './inside-words.ts';

const terms = (...args: Parameters<typeof sentenceParts>) =>
  sentenceParts(...args).flatMap(({ text, term }) => (term ? [[text, term]] : []));

test('terms are found where they stand, the longer before the shorter', () => {
  const sentence =
    'A answers 3 to everything: the first of its two softmaxes is saturated, so hardly any gradient comes back.';
  expect(sentenceParts(sentence, 'en')).toEqual([
    { text: 'A answers 3 to everything: the first of its ' },
    { text: 'two softmaxes', term: 'doubleSoftmax' },
    { text: ' is ' },
    { text: 'saturated', term: 'saturation' },
    { text: ', so hardly any ' },
    { text: 'gradient', term: 'gradient' },
    { text: ' comes back.' },
  ]);
  expect(terms('softmax が二重、統計量は活性ごと。', 'ja')).toEqual([
    ['softmax が二重', 'doubleSoftmax'],
    ['活性ごと', 'perActivation'],
  ]);
});

test('each is explained once, as it is written, and parts of words are none', () => {
  expect(terms('Seed 8 is one of 10 seeds', 'en')).toEqual([['Seed', 'seed']]);
  expect(terms('Lossless seedlings', 'en')).toEqual([]);
  expect(sentenceParts('Nothing here', 'en')).toEqual([{ text: 'Nothing here' }]);
  expect(sentenceParts('', 'ja')).toEqual([]);
});

test('a page may have terms of its own, which others do not explain', () => {
  const sentence = 'What the relus of fc 1 receive, and the loss';
  expect(terms(sentence, 'en')).toEqual([['loss', 'loss']]);
  expect(terms(sentence, 'en', insideWords)).toEqual([
    ['relus', 'relu'],
    ['fc 1', 'layer'],
    ['loss', 'loss'],
  ]);
  // A sign is no edge of a word.
  expect(terms('the middle 70 % of all', 'en', insideWords)).toEqual([['middle 70', 'percentiles']]);
  expect(terms('先読みのたびに観察する', 'ja', insideWords)).toEqual([
    ['先読み', 'lookAhead'],
    ['観察', 'look'],
  ]);
});

test('a sentence is whole in its parts', () => {
  const sentence = 'loss, loss, plateau; moving averages.';
  expect(
    sentenceParts(sentence, 'en')
      .map(({ text }) => text)
      .join(''),
  ).toBe(sentence);
});
