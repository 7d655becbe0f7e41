/** Some rows of the list that follow each other, or their room. */
import { useEffect, useRef, useState } from 'react';
import type { KeptRun } from '../../domain/kept-run.ts';
import { isRecorded } from '../../domain/run-list.ts';
import { RunRow } from './run-row.tsx';

/** How far from what is in sight rows are made: a turn of the wheel, or the Tab key, finds them there. */
const NEAR = '1000px 0px';

export function RowChunk({
  runs,
  start,
  total,
  numbers,
  isWanted,
}: {
  runs: readonly KeptRun[];
  /** Of its first run, from 0; and how many the list has. */
  start: number;
  total: number;
  /** Of those that are chosen, from 1. */
  numbers: ReadonlyMap<KeptRun, number>;
  /** Made wherever it is. */
  isWanted: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(start === 0);
  /** As high as it was when it was last seen, in pixels, so that nothing jumps when it goes. */
  const height = useRef<number>(undefined);
  useEffect(() => {
    const element = box.current!;
    const observer = new IntersectionObserver(
      (entries) => {
        const isThere = entries.at(-1)!.isIntersecting;
        // Whoever is in the middle of something stays.
        if (!isThere && element.contains(document.activeElement)) return;
        if (!isThere) height.current = element.offsetHeight;
        setNear(isThere);
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other runs are as high as they are.
  useEffect(() => {
    height.current = undefined;
  }, [runs.length, runs[0]?.id]);
  const isMade = isNear || isWanted;
  const foreign = runs.filter(isRecorded).length;
  return (
    <div
      ref={box}
      className="run-chunk"
      style={
        isMade
          ? undefined
          : height.current === undefined
            ? ({ '--own': runs.length - foreign, '--foreign': foreign } as React.CSSProperties)
            : { height: height.current }
      }
      data-room={!isMade}
    >
      {isMade &&
        runs.map((run, i) => (
          <RunRow key={run.id} run={run} number={numbers.get(run) ?? 0} place={start + i + 1} total={total} />
        ))}
    </div>
  );
}
