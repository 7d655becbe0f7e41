/** What changes with the length of the coming step, at the step that is shown. */
import type { Look } from '../../domain/look.ts';
import { extentOf } from '../../ui/panels/place.ts';
import { useReadStep } from '../../ui/panels/pointer.ts';
import { Profile } from '../../ui/panels/profile.tsx';
import { useInsideView } from './inside-context.ts';
import { lookAheadAt } from './shown.ts';
import { useInsideText } from './use-text.ts';

/** Steps ahead, as multiples of the coming one, with 0 for here. */
const FACTORS = ['½', '1', '2', '4'];
const PLACES = [['coming_steps'], [0], [0.5], [1], [2], [4]];

/** What changes with the length of the step, at the step that is shown. */
export function AheadProfile({
  title,
  note,
  quantity,
  measure,
  format,
}: {
  title: string;
  note: string;
  /** As files call it. */
  quantity: string;
  measure: (look: Look) => (number | null)[];
  format: (value: number) => string;
}) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const step = useReadStep();
  const curves = arms.flatMap(({ name, colour, dash, shown }) => {
    const look = lookAheadAt(shown.looks, step);
    return look
      ? [{ name, colour, ...(dash !== undefined && { dash }), step: look.step, values: measure(look) }]
      : [];
  });
  return (
    <Profile
      title={title}
      note={note}
      file={{ quantity, places: PLACES }}
      curves={curves}
      labels={[text.inside.steps.here, ...FACTORS].map((label, at) => ({ at, text: label }))}
      places={FACTORS.length + 1}
      scale="log"
      extent={extentOf(
        curves.flatMap(({ values }) => values),
        'log',
      )}
      format={format}
    />
  );
}
