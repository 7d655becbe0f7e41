import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SilenceWatch } from './silence.ts';

const onSilence = vi.fn();
let watch: SilenceWatch;
beforeEach(() => {
  vi.useFakeTimers();
  onSilence.mockReset();
  watch = new SilenceWatch(onSilence);
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

test('a worker that is ready and says nothing for 30 seconds is noticed, once', () => {
  watch.isReady = true;
  vi.advanceTimersByTime(29_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(onSilence.mock.calls).toEqual([[35]]);
});

test('one that says that it is alive never is, and neither is one whose steps are long', () => {
  watch.isReady = true;
  for (let i = 0; i < 30; i++) {
    vi.advanceTimersByTime(5_000);
    watch.heard();
  }
  watch.stepTime = 9_000;
  vi.advanceTimersByTime(85_000);
  expect(onSilence).not.toHaveBeenCalled();
});

test('a driver has two minutes for the kernels', () => {
  vi.advanceTimersByTime(115_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(onSilence).toHaveBeenCalledOnce();
});

test('a page that was frozen begins to listen anew', () => {
  watch.isReady = true;
  // The clock goes on, and timers do not.
  vi.setSystemTime(Date.now() + 3_600_000);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);
  clock.mockRestore();
  expect(onSilence).not.toHaveBeenCalled();
});
