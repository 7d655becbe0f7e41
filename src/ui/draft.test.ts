import { expect, test } from 'vitest';
import { type Draft, drop, follow, isWrong, leave, take, type } from './draft.ts';
import { numbersWithin, numberWithin } from './parsed-field.tsx';

const parse = numberWithin({ min: 1, max: 10 });
const typed = (text: string, value = 5): Draft<number> => type({ value }, text);

test('a change from outside replaces what is being typed, be it of use or not', () => {
  expect(follow(typed('nonsense'), 7)).toEqual({ value: 7 });
  expect(follow(typed('6'), 7)).toEqual({ value: 7 });
});

test('what is being typed stays while the value does not change', () => {
  const draft = typed('nonsense');
  expect(follow(draft, 5)).toBe(draft);
  const list = type({ value: [1, 2] }, '1, 2, th');
  expect(follow(list, [1, 2])).toBe(list);
  expect(follow(list, [1, 3])).toEqual({ value: [1, 3] });
});

test('Enter takes what can be used, and keeps what cannot', () => {
  expect(take(typed(' 7'), parse)).toEqual({ draft: { value: 5 }, changed: { to: 7 } });
  const wrong = typed('70');
  expect(isWrong(wrong, parse)).toBe(true);
  expect(take(wrong, parse)).toEqual({ draft: wrong });
});

test('leaving the field takes what can be used, and drops what cannot', () => {
  expect(leave(typed('7'), parse)).toEqual({ draft: { value: 5 }, changed: { to: 7 } });
  expect(leave(typed('70'), parse)).toEqual({ draft: { value: 5 } });
});

test('the value in force, typed again in another spelling, is no change', () => {
  expect(take(typed('5.0'), parse)).toEqual({ draft: { value: 5 } });
  const list = numbersWithin({ min: 1, max: 10 }, 3);
  expect(take(type({ value: [1, 2] }, '2 1'), list)).toEqual({ draft: { value: [1, 2] } });
});

test('Escape brings the value in force back; an untouched field reports nothing', () => {
  expect(drop(typed('7'))).toEqual({ value: 5 });
  expect(take({ value: 5 }, parse)).toEqual({ draft: { value: 5 } });
  expect(isWrong({ value: 5 }, parse)).toBe(false);
});
