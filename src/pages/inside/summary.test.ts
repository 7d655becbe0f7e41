import { expect, test } from 'vitest';
import { claimNames } from '../../domain/claims/claims.ts';
import { recordedStandings } from '../../domain/claims/recorded-standings.ts';
import { reasons, summaryOf } from './summary.ts';

test('every reason is told once: where both settings show it, one, or neither', () => {
  const groups = Object.values(summaryOf(recordedStandings)).flat();
  expect(groups.toSorted()).toEqual([...reasons].sort());
  expect(claimNames.filter((name) => !groups.some((one) => one === name))).toEqual(['noise', 'disturbance']);
});

test('what is not agreed is not told as shown', () => {
  const none = { article: 'cannot-tell', modern: 'disagrees' } as const;
  const standings = { ...recordedStandings, drift: none, alive: { ...none, article: 'agrees' } as const };
  const { both, onlyArticle, neither } = summaryOf(standings);
  expect(both).toEqual([]);
  expect(onlyArticle).toContain('alive');
  expect(neither).toContain('drift');
});
