import { expect, test } from 'vitest';
import { isRelaxedWorth } from './choose-kernels.ts';

/** A clock that each measurement moves on, and measurements that take what they are given, the last one for ever. */
function machine() {
  const clock = { now: 0 };
  const timer = (values: number[]) => () => {
    const time = values.length > 1 ? values.shift()! : values[0]!;
    clock.now += time;
    return time;
  };
  return { clock, timer };
}

test('relaxed kernels are taken where they are faster by more than measurements differ', () => {
  const { clock, timer } = machine();
  const isWorth = (plain: number[], relaxed: number[]) =>
    isRelaxedWorth(timer(plain), timer(relaxed), () => clock.now);
  expect(isWorth([2], [1])).toBe(true);
  expect(isWorth([1.4], [1])).toBe(false);
  expect(isWorth([1], [2])).toBe(false);
});

test('what a browser has not compiled well yet does not count', () => {
  const { clock, timer } = machine();
  // The plain kernels get fast in the third round.
  const plain = timer([3, 3, 1]);
  expect(isRelaxedWorth(plain, timer([1]), () => clock.now)).toBe(false);
});

test('a clock that stands still ends it, and so does a machine that never calms down', () => {
  expect(
    isRelaxedWorth(
      () => 1,
      () => 1,
      () => 0,
    ),
  ).toBe(false);
  const { clock, timer } = machine();
  let slower = 100;
  const evermore = () => {
    slower *= 0.9;
    clock.now += 20;
    return slower;
  };
  expect(isRelaxedWorth(evermore, timer([1000]), () => clock.now)).toBe(false);
});
