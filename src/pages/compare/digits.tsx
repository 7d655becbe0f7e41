/** Sixteen test digits with each arm's answer, changing as they learn. */
import { answersOf, SHOWN_DIGITS } from '../../domain/digits.ts';
import type { RunView } from '../../lab/comparison/state.ts';
import { useDigitImages, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import type { Text } from '../../text/text.ts';
import { countText } from '../../ui/format.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { RunLine } from '../shared/run-line.tsx';
import { DigitImage } from './digit-image.tsx';
import { DigitSheet } from './digit-sheet.tsx';

export function Digits() {
  const text = useText();
  const runs = useLab((state) => state.runs);
  const shown = useDigitImages();
  const places = Array.from({ length: SHOWN_DIGITS }, (_, i) => i);
  return (
    <section className="digits" aria-label={text.digits.title(countText(SHOWN_DIGITS))}>
      <div className="digit-names">
        <h2>{text.digits.title(countText(SHOWN_DIGITS))}</h2>
        {runs.map((_, i) => (
          <p key={armLooks[i]!.name} style={{ color: armLooks[i]!.colour }}>
            <RunLine {...armLooks[i]!} /> {text.digits.answers(armLooks[i]!.name)}
          </p>
        ))}
      </div>
      <div className="digit-grid">
        {places.map((place) => {
          const label = shown?.labels[place];
          return (
            <div key={place} className="digit-column">
              {label === undefined || !shown ? (
                <span className="digit-button" />
              ) : (
                <DigitSheet label={label} bytes={shown.images} place={place} runs={runs}>
                  <DigitImage bytes={shown.images} place={place} label={label} />
                </DigitSheet>
              )}
              {runs.map((run, i) => (
                <AnswerCell key={armLooks[i]!.name} index={i} run={run} place={place} label={label} />
              ))}
            </div>
          );
        })}
      </div>
      <div className="digit-scores number">
        {runs.map((run, i) => (
          <b key={armLooks[i]!.name} style={{ color: armLooks[i]!.colour }}>
            {scoreText(run, shown?.labels, text)}
          </b>
        ))}
      </div>
    </section>
  );
}

/** "15 of 16 right". */
function scoreText({ summary }: RunView, labels: Uint8Array | undefined, text: Text): string {
  const probabilities = summary.look?.digits;
  if (!probabilities || !labels) return text.card.none;
  const right = answersOf(probabilities).filter(({ digit }, i) => digit === labels[i]).length;
  return text.digits.right(countText(right), countText(SHOWN_DIGITS));
}

/** What one arm says of one image; wrong answers stand out by more than colour. */
function AnswerCell({
  index,
  run,
  place,
  label,
}: {
  index: number;
  run: RunView;
  place: number;
  label: number | undefined;
}) {
  const text = useText();
  const { name, colour } = armLooks[index]!;
  const digits = run.summary.look?.digits;
  const answer = digits && answersOf(digits)[place]?.digit;
  return (
    <span
      className="digit-answer number"
      data-wrong={answer !== undefined && label !== undefined && answer !== label}
      style={{ '--run': colour } as React.CSSProperties}
    >
      <span className="visually-hidden">{text.digits.answers(name)} </span>
      {answer ?? text.card.none}
    </span>
  );
}
