/** A sign for how a claim stands, told apart by its shape. */
import { Check, CircleDashed, X } from 'lucide-react';
import type { Standing } from '../../domain/claims/claims.ts';

const marks: Record<Standing, typeof Check> = { agrees: Check, disagrees: X, 'cannot-tell': CircleDashed };

export function StandingMark({ standing }: { standing: Standing }) {
  const Icon = marks[standing];
  return (
    <span className={`standing standing-${standing}`} aria-hidden="true">
      <Icon size={standing === 'cannot-tell' ? 20 : 14} strokeWidth={standing === 'cannot-tell' ? 2 : 3} />
    </span>
  );
}
