/**
 * The networks that the page shows: those under way, once one of them was looked into; until then recorded ones, and also
 * later where the visitor wants to go back to them.
 */
import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Seen } from '../../domain/claims/seen.ts';
import { type RunConfig, settingKey } from '../../domain/config.ts';
import { insideRecordingOf } from '../../domain/experiments.ts';
import type { ScalingEffect } from '../../domain/kernel-scaling.ts';
import type { Look } from '../../domain/look.ts';
import { lossFloor } from '../../domain/loss-bounds.ts';
import { NO_NORMALIZATION } from '../../domain/normalization.ts';
import { recorded, useLab, useRecorded } from '../../lab/instance.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import type { ShownArm } from './shown.ts';

export interface Inside {
  arms: readonly ShownArm[];
  /** Steps of the axis. */
  steps: number;
  /** Of recorded networks: all their runs. None: nobody has looked yet. */
  source:
    | { kind: 'here'; hasRecording: boolean }
    | { kind: 'recorded'; runs: readonly RecordedRun[]; seeds: readonly number[]; hasRun: boolean }
    | { kind: 'none' };
}

/** One arm of the lab, as far as this page asks. */
interface LiveArm {
  config: RunConfig;
  looks: readonly Look[];
  scalings: readonly ScalingEffect[];
}

/** Changes with another look and not with every step. */
function useLiveArms(): LiveArm[] {
  const parts = useLab(
    useShallow(({ runs }) => runs.flatMap(({ record }) => [record.config, record.looks, record.scalings])),
  );
  return useMemo(
    () =>
      Array.from({ length: parts.length / 3 }, (_, i) => ({
        config: parts[3 * i] as RunConfig,
        looks: parts[3 * i + 1] as readonly Look[],
        scalings: parts[3 * i + 2] as readonly ScalingEffect[],
      })),
    [parts],
  );
}

/** `seed`: of recorded networks, the one whose looks are shown; that of the lab without one, if it is recorded. */
export function useInside(seed: number | undefined, wantsRecording: boolean): Inside {
  const text = useText();
  const live = useLiveArms();
  const names = useMemo(() => live.map(({ config }) => insideRecordingOf(config)), [live]);
  const wanted = names.filter((name) => name !== undefined).join(' ');
  useEffect(() => {
    if (wanted) void recorded.load(wanted.split(' '));
  }, [wanted]);
  const runs = useRecorded((state) => state.runs);
  return useMemo(() => {
    const labels = armNames(
      live.map(({ config }) => config),
      text,
    );
    const found = live.map(({ config }) => recordedLooks([...runs.values()].flat(), config));
    const hasRecording = found.some((ofArm) => ofArm.length > 0);
    const hasRun = live.some(({ looks }) => looks.length > 0);
    if (hasRun && !(wantsRecording && hasRecording)) {
      const arms = live.map(({ config, ...seen }, i): ShownArm => {
        const shown: Seen = { seed: config.seed, lossFloor: lossFloor(config.loss) ?? 0, ...seen };
        return {
          ...lineOf(i),
          label: labels[i]!,
          config,
          normalization: config.normalization,
          setting: settingOf(config),
          seeds: [shown],
          shown,
        };
      });
      const steps = Math.max(...live.map(({ config }) => config.steps));
      return { arms, steps, source: { kind: 'here', hasRecording } };
    }
    const arms = found.flatMap((ofArm, i): ShownArm[] => {
      const seeds = ofArm.map(
        (run): Seen => ({
          seed: run.config.seed,
          looks: run.looks ?? [],
          scalings: run.scalings ?? [],
          lossFloor: lossFloor(run.config.loss) ?? 0,
        }),
      );
      const preferred = seed ?? live[i]!.config.seed;
      const shown = seeds.find((seen) => seen.seed === preferred) ?? seeds[0];
      if (!shown) return [];
      const { config } = ofArm[0]!;
      const recorded = ofArm[seeds.indexOf(shown)]!;
      return [
        {
          ...lineOf(i),
          label: labels[i]!,
          config,
          normalization: config.normalization,
          setting: settingOf(config),
          recorded,
          seeds,
          shown,
        },
      ];
    });
    if (arms.length === 0) return { arms, steps: 1, source: { kind: 'none' } };
    const seeds = arms[0]!.seeds.map((seen) => seen.seed);
    const steps = Math.max(...arms.map(({ config }) => config.steps));
    return { arms, steps, source: { kind: 'recorded', runs: found.flat(), seeds, hasRun } };
  }, [live, runs, seed, wantsRecording, text]);
}

/** What networks share that differ in nothing but their normalization. */
function settingOf(config: RunConfig): string {
  return settingKey({ ...config, normalization: NO_NORMALIZATION });
}

function lineOf(arm: number) {
  const { name, colour, dash } = armLooks[arm]!;
  return { name, colour, ...(dash !== undefined && { dash }) };
}

/** Recorded runs of a network that were looked into, whatever their seeds and the length of a run. */
function recordedLooks(runs: readonly RecordedRun[], config: RunConfig): RecordedRun[] {
  const name = insideRecordingOf(config);
  return name === undefined
    ? []
    : runs
        .filter((run) => run.looks !== undefined && insideRecordingOf(run.config) === name)
        .sort((a, b) => a.config.seed - b.config.seed);
}
