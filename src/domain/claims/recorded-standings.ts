/**
 * How each claim stands to the recorded networks of each setting, so that it can be said before any of them is loaded.
 * `src/lab/recorded-inside.test.ts` holds it against the recordings.
 */
import type { InsidePreset } from '../experiments.ts';
import type { ClaimName, Standing } from './claims.ts';

export const recordedStandings: Record<ClaimName, Record<InsidePreset, Standing>> = {
  drift: { article: 'agrees', modern: 'agrees' },
  noise: { article: 'disagrees', modern: 'agrees' },
  steps: { article: 'cannot-tell', modern: 'agrees' },
  predictive: { article: 'agrees', modern: 'cannot-tell' },
  stuck: { article: 'cannot-tell', modern: 'cannot-tell' },
  alive: { article: 'agrees', modern: 'agrees' },
  scale: { article: 'cannot-tell', modern: 'agrees' },
  disturbance: { article: 'disagrees', modern: 'agrees' },
};
