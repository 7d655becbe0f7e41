/** One digit large, with how sure each arm is of each of the ten. */
import type { ReactElement } from 'react';
import { className } from '../../domain/data-set.ts';
import type { LastLook } from '../../domain/run-record.ts';
import { useText } from '../../text/language.ts';
import { later } from '../../ui/later.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { armLooks } from '../shared/arm-looks.ts';
import { useData } from './class-names.ts';
import { DigitImage } from './digit-image.tsx';

const Probabilities = later(() => import('./probabilities.tsx'));

/** As the sheet's `--digit` is large. */
const LARGE = 5;

interface DigitSheetProps {
  label: number;
  bytes: Uint8Array;
  place: number;
  /** Of each arm, A first. */
  looks: readonly (LastLook | undefined)[];
  /** Whether it is the one of its neighbours at which the Tab key stops. */
  isCurrent: boolean;
  /** Ids of the answers that stand below it. */
  describedBy: string;
  /** What the button that opens it shows. */
  children: ReactElement;
}

export function DigitSheet({
  label,
  bytes,
  place,
  looks,
  isCurrent,
  describedBy,
  children,
}: DigitSheetProps) {
  const text = useText();
  const data = useData();
  return (
    <Sheet
      title={text.digits.sheet(className(data, label))}
      trigger={
        <button
          type="button"
          className="digit-button"
          aria-label={
            data.kind === 'own' ? text.digits.ownLook(className(data, label)) : text.digits.look(label)
          }
          aria-describedby={describedBy}
          tabIndex={isCurrent ? 0 : -1}
        >
          {children}
        </button>
      }
    >
      <div className="digit-sheet">
        <DigitImage bytes={bytes} place={place} name={className(data, label)} scale={LARGE} />
        {looks.map((look, i) => (
          <Probabilities key={armLooks[i]!.name} index={i} look={look} place={place} />
        ))}
      </div>
    </Sheet>
  );
}
