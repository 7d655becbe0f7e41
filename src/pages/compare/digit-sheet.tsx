/** One digit large, with how sure each arm is of each of the ten. */
import type { ReactElement } from 'react';
import { answersOf } from '../../domain/digits.ts';
import { classes } from '../../domain/network.ts';
import type { LastLook } from '../../domain/run-record.ts';
import { useText } from '../../text/language.ts';
import { percent } from '../../ui/format.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { armLooks } from '../shared/arm-looks.ts';
import { DigitImage } from './digit-image.tsx';

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
  return (
    <Sheet
      title={text.digits.sheet(label)}
      trigger={
        <button
          type="button"
          className="digit-button"
          aria-label={text.digits.look(label)}
          aria-describedby={describedBy}
          tabIndex={isCurrent ? 0 : -1}
        >
          {children}
        </button>
      }
    >
      <div className="digit-sheet">
        <DigitImage bytes={bytes} place={place} label={label} scale={LARGE} />
        {looks.map((look, i) => (
          <Probabilities key={armLooks[i]!.name} index={i} look={look} place={place} />
        ))}
      </div>
    </Sheet>
  );
}

interface ProbabilitiesProps {
  index: number;
  look: LastLook | undefined;
  place: number;
}

function Probabilities({ index, look, place }: ProbabilitiesProps) {
  const text = useText();
  const { name, colour } = armLooks[index]!;
  const digits = look?.digits;
  const answer = digits && answersOf(digits)[place];
  return (
    <table className="probabilities number" style={{ '--run': colour } as React.CSSProperties}>
      <caption>{text.digits.answers(name)}</caption>
      <tbody>
        {answer ? (
          classes.map((digit) => (
            <tr key={digit} data-answer={digit === answer.digit}>
              <th scope="row">{digit}</th>
              <td className="bar">
                <span style={{ width: percent(answer.probabilities[digit]!) }} />
              </td>
              <td>{percent(answer.probabilities[digit]!)}</td>
            </tr>
          ))
        ) : (
          <tr>
            <td>{look ? text.digits.noNumbers : text.digits.notYet}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
