import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorsOf, type Inspection, inspectionPasses } from './inspection.ts';

const file = new URL('./golden/inspection/per-feature-map-softmax-cross-entropy.json', import.meta.url);
const golden: Inspection = JSON.parse(readFileSync(file, 'utf8')).inspection;
/** The golden inspection, with a change. */
const changed = (change: (inspection: Inspection) => void): Inspection => {
  const copy = structuredClone(golden);
  change(copy);
  return copy;
};

test('an inspection is no distance from itself', () => {
  const errors = errorsOf(golden, golden);
  expect(Object.values(errors)).toEqual(Array(6).fill(0));
  expect(inspectionPasses(errors)).toBe(true);
});

test.each<[string, keyof ReturnType<typeof errorsOf>, (inspection: Inspection) => void]>([
  ['a norm', 'values', ({ tensors }) => (tensors['fc1.kernel'].norm *= 1.002)],
  ['a percentile', 'distributions', ({ layers }) => (layers.conv2.after.percentiles[4]! += 0.01)],
  ['a share', 'shares', ({ layers }) => (layers.conv1.deadUnits += 0.002)],
  ['a step ahead', 'along', ({ along }) => (along.update[3]!.loss *= 1.01)],
  ['a step that is missing', 'along', ({ along }) => along.gradient.pop()],
  ['a shift', 'shift', ({ shiftByEarlierLayers }) => (shiftByEarlierLayers.fc2.change *= 1.01)],
  ['a cosine', 'cosines', ({ tensors }) => (tensors['conv1.kernel'].cosine += 0.002)],
  ['no number', 'values', (inspection) => (inspection.loss = Number.NaN)],
])('%s that is off is found where it is, and fails', (_, group, change) => {
  const errors = errorsOf(changed(change), golden);
  expect(inspectionPasses(errors)).toBe(false);
  for (const [name, error] of Object.entries(errors)) if (name !== group) expect(error).toBe(0);
});
