/**
 * The list of runs. There may be hundreds, and a page with all of their rows is slow to open and slow to scroll: they are made by the
 * chunk, when they come near what is in sight. Arrows, Home and End go through all of them.
 */
import { useLayoutEffect, useRef, useState } from 'react';
import type { KeptRun } from '../../domain/kept-run.ts';
import { RowChunk } from './row-chunk.tsx';
import { useRunsText } from './use-text.ts';

/** Rows that are made together: so few that they are made within a frame. */
const CHUNK = 5;

export function RunList({ runs, chosen }: { runs: readonly KeptRun[]; chosen: readonly KeptRun[] }) {
  const words = useRunsText().runsPage;
  const list = useRef<HTMLDivElement>(null);
  /** The row that keys have gone to; an object of its own each time. */
  const [goal, setGoal] = useState<{ row: number }>();
  useLayoutEffect(() => {
    if (!goal) return;
    const row = list.current?.querySelector(`[aria-posinset="${goal.row + 1}"]`);
    row?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.focus();
  }, [goal]);
  const numbers = new Map(chosen.map((run, i) => [run, i + 1]));
  const starts = Array.from({ length: Math.ceil(runs.length / CHUNK) }, (_, i) => i * CHUNK);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows of a <ul> would have to be its children.
    <div
      ref={list}
      role="list"
      className="run-rows"
      aria-label={words.list}
      onKeyDown={(event) => {
        const row = goalOf(event, runs.length);
        if (row === undefined) return;
        event.preventDefault();
        setGoal({ row });
      }}
    >
      {starts.map((start) => (
        <RowChunk
          key={start}
          runs={runs.slice(start, start + CHUNK)}
          start={start}
          total={runs.length}
          numbers={numbers}
          isWanted={goal !== undefined && goal.row >= start && goal.row < start + CHUNK}
        />
      ))}
    </div>
  );
}

/** The row to which a key goes that is pressed at the box of another; undefined where it does not go anywhere. */
function goalOf(event: React.KeyboardEvent, count: number): number | undefined {
  const { target, key } = event;
  if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox') return undefined;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  const here = Number(target.closest('[aria-posinset]')?.getAttribute('aria-posinset')) - 1;
  const goals: Partial<Record<string, number>> = {
    ArrowDown: Math.min(here + 1, count - 1),
    ArrowUp: Math.max(here - 1, 0),
    Home: 0,
    End: count - 1,
  };
  return goals[key];
}
