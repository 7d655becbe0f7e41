/** What docs/inside.md says of the recorded inspections is what they say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimNames, findingOf } from '../domain/claims/claims.ts';
import { recordedStandings } from '../domain/claims/recorded-standings.ts';
import type { SeenArm } from '../domain/claims/seen.ts';
import { comparisonRuns } from '../domain/comparison.ts';
import { settingKey } from '../domain/config.ts';
import { insideComparison, insidePresets, insideRecordingOf } from '../domain/experiments.ts';
import { lossFloor } from '../domain/loss-bounds.ts';
import { NO_NORMALIZATION } from '../domain/normalization.ts';
import { parseRecorded } from './recorded.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
/** Rows of its table: claim, then a standing for each preset, in words. */
const table = new Map(
  [...read('docs/inside.md').matchAll(/^\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|/gm)].map(
    ([, claim, ...standings]) => [claim, standings.map((text) => text!.trim())] as const,
  ),
);

describe.each(insidePresets.map((preset, i) => [preset, i] as const))(
  'in the setting %s',
  (preset, column) => {
    const arms = comparisonRuns(insideComparison(preset)).map((config): SeenArm => {
      const { runs, broken } = parseRecorded(read(`public/recorded/${insideRecordingOf(config)}.json`));
      expect([runs.length, broken]).toEqual([5, 0]);
      const seeds = runs.map((run) => ({
        seed: run.config.seed,
        looks: run.looks!,
        scalings: [],
        lossFloor: lossFloor(run.config.loss) ?? 0,
      }));
      const setting = settingKey({ ...config, normalization: NO_NORMALIZATION });
      return { normalization: config.normalization, setting, seeds };
    });

    test('every run was looked into from its first step to its last', () => {
      for (const { seeds } of arms)
        for (const { looks } of seeds) {
          expect([looks[0]!.step, looks.at(-1)!.step]).toEqual([0, 300]);
          expect(looks.filter(({ ahead }) => ahead).length).toBeGreaterThan(3);
        }
    });

    test.each(claimNames)('the claim "%s" stands as the document and the page say', (claim) => {
      const { standing, seeds } = findingOf(claim, arms);
      expect(seeds).toBe(5);
      expect(recordedStandings[claim][preset]).toBe(standing);
      expect(table.get(claim)?.[column]).toMatch(new RegExp(`^${standing.replace('-', ' ')}`));
    });
  },
);
