/** What the marks of failures mean. */
import type { SweepText } from '../../text/sweep.ts';

export function markSigns({ sweep: { mark } }: SweepText): { key: string; sign: string; label: string }[] {
  return [
    { key: 'collapsed', sign: '③', label: mark.collapsed(3) },
    { key: 'nan', sign: '✕', label: mark.nan },
    { key: 'plateau', sign: '△', label: mark.plateau },
    { key: 'fallen', sign: '▽', label: mark.fallen },
  ];
}
