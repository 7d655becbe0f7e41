/** Sixteen test digits with each arm's answer, changing as they learn. */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { className, dataKey, rowsOf } from '../../domain/data-set.ts';
import { answersOf, SHOWN_DIGITS } from '../../domain/digits.ts';
import { useDigitImages, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { countText } from '../../ui/format.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { RunLine } from '../shared/run-line.tsx';
import { useClassName, useData } from './class-names.ts';
import { DigitImage } from './digit-image.tsx';
import { placeAfter } from './digit-keys.ts';
import { DigitSheet } from './digit-sheet.tsx';

export function Digits() {
  const text = useText();
  // A new value only with a new look, so that steps between two looks draw nothing here.
  const looks = useLab(useShallow(({ runs }) => runs.map(({ summary }) => summary.look)));
  const data = useData();
  const images = useDigitImages();
  // Those of other data may still be there for a moment.
  const shown = images.of === dataKey(data) ? images.digits : undefined;
  const count = Math.min(SHOWN_DIGITS, rowsOf(data).test);
  const places = Array.from({ length: count }, (_, i) => i);
  const { grid, current, ...moving } = useMovingFocus();
  const id = useId();
  const title = (data.kind === 'own' ? text.digits.ownTitle : text.digits.title)(countText(count));
  const arms = looks.map((look, i) => {
    const answers = look?.digits && answersOf(look.digits).map(({ digit }) => digit);
    const right = answers?.filter((digit, place) => digit === shown?.labels[place]).length;
    return { look: armLooks[i]!, answers, right: shown && right };
  });
  return (
    <section className="digits" data-own={data.kind === 'own'} aria-label={title}>
      <div className="digit-names">
        <h2>{title}</h2>
        {arms.map(({ look }) => (
          <p key={look.name} style={{ color: look.colour }}>
            <RunLine {...look} /> {text.digits.answers(look.name)}
          </p>
        ))}
      </div>
      <div className="digit-grid" role="toolbar" aria-label={title} ref={grid} {...moving}>
        {places.map((place) => {
          const label = shown?.labels[place];
          const idOf = (arm: string) => `${id}-${place}-${arm}`;
          return (
            <div key={place} className="digit-column">
              {label === undefined || !shown ? (
                <span className="digit-button" />
              ) : (
                <DigitSheet
                  label={label}
                  bytes={shown.images}
                  place={place}
                  looks={looks}
                  isCurrent={place === current}
                  describedBy={arms.map(({ look }) => idOf(look.name)).join(' ')}
                >
                  <DigitImage bytes={shown.images} place={place} name={className(data, label)} />
                </DigitSheet>
              )}
              {arms.map(({ look, answers }) => (
                <AnswerCell
                  key={look.name}
                  id={idOf(look.name)}
                  name={look.name}
                  colour={look.colour}
                  answer={answers?.[place]}
                  label={label}
                />
              ))}
            </div>
          );
        })}
      </div>
      <div className="digit-scores number">
        <p>
          <small className="digit-legend">{text.digits.legend}</small>
        </p>
        {arms.map(({ look, right }) => (
          <b key={look.name} style={{ color: look.colour }}>
            {right === undefined ? text.card.none : text.digits.right(countText(right), countText(count))}
          </b>
        ))}
      </div>
    </section>
  );
}

/** Of all digits the Tab key stops at one; arrows go from it to the others. */
function useMovingFocus() {
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const buttons = () => [...(grid.current?.querySelectorAll('button') ?? [])];
  // What happens in a digit's sheet comes by here too, as React sees it.
  const placeOf = (target: EventTarget) => {
    const all: EventTarget[] = buttons();
    return all.indexOf(target);
  };
  return {
    grid,
    current,
    onFocus: ({ target }: { target: EventTarget }) => {
      const place = placeOf(target);
      if (place >= 0) setCurrent(place);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const place = placeOf(event.target);
      if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      const all = buttons();
      const top = all[0]!.getBoundingClientRect().top;
      const columns = all.filter((button) => button.getBoundingClientRect().top === top).length;
      const next = placeAfter(event.key, place, all.length, columns);
      if (next === undefined) return;
      event.preventDefault();
      all[next]!.focus();
    },
  };
}

interface AnswerCellProps {
  id: string;
  name: string;
  colour: string;
  answer: number | undefined;
  label: number | undefined;
}

/** What one arm says of one image; wrong answers stand out by more than colour. */
function AnswerCell({ id, name, colour, answer, label }: AnswerCellProps) {
  const text = useText();
  const nameOf = useClassName();
  return (
    <span
      id={id}
      className="digit-answer number"
      data-wrong={answer !== undefined && label !== undefined && answer !== label}
      style={{ '--run': colour } as React.CSSProperties}
    >
      <span className="visually-hidden">{text.digits.answers(name)} </span>
      {answer === undefined ? text.card.none : nameOf(answer)}
    </span>
  );
}
