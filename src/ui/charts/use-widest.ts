/** An axis that does not jump about. */
import { useRef } from 'react';
import { union } from './chart-data.ts';
import type { Extent } from './ticks.ts';

/** The widest extent so far of one subject on one scale: it widens and never narrows until the subject is another. */
export function useWidest(extent: Extent | undefined, subject: unknown, log: boolean): Extent | undefined {
  const kept = useRef<{ subject: unknown; log: boolean; extent: Extent | undefined }>(undefined);
  const { current } = kept;
  if (subject === undefined) return extent;
  const isSame = current?.subject === subject && current.log === log;
  const widest = union(isSame ? current.extent : undefined, extent);
  kept.current = { subject, log, extent: widest };
  return widest;
}
