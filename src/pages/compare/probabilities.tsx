/** How sure an arm is of each of the ten digits. Loaded with the first sheet that shows it. */

import { className } from '../../domain/data-set.ts';
import { answersOf } from '../../domain/digits.ts';
import type { LastLook } from '../../domain/run-record.ts';
import { useText } from '../../text/language.ts';
import { percent } from '../../ui/format.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { shownClasses, useData } from './class-names.ts';

interface ProbabilitiesProps {
  index: number;
  look: LastLook | undefined;
  place: number;
}

export default function Probabilities({ index, look, place }: ProbabilitiesProps) {
  const text = useText();
  const data = useData();
  const { name, colour } = armLooks[index]!;
  const digits = look?.digits;
  const answer = digits && answersOf(digits)[place];
  return (
    <table className="probabilities number" style={{ '--run': colour } as React.CSSProperties}>
      <caption>{text.digits.answers(name)}</caption>
      <tbody>
        {answer ? (
          shownClasses(data, answer.probabilities.map(Math.round)).map((digit) => (
            <tr key={digit} data-answer={digit === answer.digit}>
              <th scope="row">{className(data, digit)}</th>
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
