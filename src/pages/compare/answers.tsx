/** How a run's answers spread over the ten classes: as one bar, and on demand as its confusion matrix. */
import { Grid3x3 } from 'lucide-react';
import { className } from '../../domain/data-set.ts';
import { classes } from '../../domain/network.ts';
import type { LastLook } from '../../domain/run-record.ts';
import { useText } from '../../text/language.ts';
import { percent } from '../../ui/format.ts';
import { later } from '../../ui/later.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { shownClasses, useData } from './class-names.ts';

const ConfusionTable = later(() => import('./confusion-table.tsx'));

/** Shares below this have no room for their digit. */
const READABLE = 0.045;

export function AnswersBar({ look }: { look: LastLook | undefined }) {
  const text = useText();
  const data = useData();
  const predictions = look?.predictions;
  const total = predictions?.reduce((sum, count) => sum + count, 0) ?? 0;
  const shares = (predictions ?? []).map((count) => count / total);
  // Of NaN none is the largest: that such answers count as 0 says nothing of the digit 0.
  if (look?.finite === false)
    return (
      <span className="answers-bar" role="img" aria-label={text.digits.noNumbers}>
        {text.card.none}
      </span>
    );
  const label =
    total > 0
      ? text.digits.spreadText(
          shownClasses(data, predictions).map((label) =>
            text.digits.share(className(data, label), percent(shares[label]!, 0)),
          ),
        )
      : text.digits.notYet;
  return (
    <span className="answers-bar number" role="img" aria-label={label}>
      {classes
        .filter((digit) => shares[digit]! > 0)
        .map((digit) => (
          <span key={digit} style={{ flexGrow: shares[digit] }} data-most={shares[digit]! > 0.5}>
            {shares[digit]! >= READABLE ? className(data, digit) : ''}
          </span>
        ))}
    </span>
  );
}

export function ConfusionSheet({ run, look }: { run: string; look: LastLook | undefined }) {
  const text = useText();
  const confusion = look?.confusion;
  const title = text.digits.confusionOf(run);
  const button = (
    <button type="button" className="quiet confusion-open" aria-label={title} disabled={!confusion}>
      <Grid3x3 aria-hidden="true" size={16} />
    </button>
  );
  if (!confusion) return button;
  return (
    <Sheet title={title} trigger={button}>
      <ConfusionTable look={look} confusion={confusion} />
    </Sheet>
  );
}
