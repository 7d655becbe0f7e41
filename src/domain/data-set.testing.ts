/** Own data for tests: what they say of themselves, without any images. */
import type { OwnData } from './data-set.ts';

export function ownData(change: Partial<OwnData> = {}): OwnData {
  return {
    kind: 'own',
    name: 'Shapes',
    hash: 'ab'.repeat(32),
    train: 600,
    test: 100,
    classes: ['circle', 'square', 'star'],
    ...change,
  };
}
