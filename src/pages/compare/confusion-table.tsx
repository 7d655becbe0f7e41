/** A confusion matrix. Loaded with the first sheet that shows one. */
import { className } from '../../domain/data-set.ts';
import { CLASSES } from '../../domain/network.ts';
import type { LastLook } from '../../domain/run-record.ts';
import { useText } from '../../text/language.ts';
import { countText } from '../../ui/format.ts';
import { shownClasses, useData } from './class-names.ts';

interface ConfusionTableProps {
  look: LastLook;
  /** Shape [10, 10], row-major: images by label and answer. */
  confusion: readonly number[];
}

export default function ConfusionTable({ look, confusion }: ConfusionTableProps) {
  const text = useText();
  const data = useData();
  const labels = shownClasses(data);
  const answers = shownClasses(data, look.predictions);
  const row = (label: number) => confusion.slice(label * CLASSES, (label + 1) * CLASSES);
  return (
    <>
      <p className="hint">{text.digits.confusionHow}</p>
      {!look.finite && <p className="hint">{text.digits.confusionNaN}</p>}
      <table className="confusion number">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{text.digits.digit}</span>
            </th>
            {answers.map((answer) => (
              <th key={answer} scope="col">
                {className(data, answer)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label) => {
            const counts = row(label);
            const total = counts.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={label}>
                <th scope="row">{className(data, label)}</th>
                {answers.map((answer) => (
                  <td
                    key={answer}
                    data-right={answer === label}
                    style={{ '--share': (counts[answer] ?? 0) / Math.max(1, total) } as React.CSSProperties}
                  >
                    {counts[answer] ? countText(counts[answer]) : ''}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
