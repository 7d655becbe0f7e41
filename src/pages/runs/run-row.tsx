/** One run in the list. */
import { Pin, PinOff } from 'lucide-react';
import { memo, useState } from 'react';
import { type KeptRun, wordLimits } from '../../domain/kept-run.ts';
import { isRecorded } from '../../domain/run-list.ts';
import { library } from '../../lab/keeping/instance.ts';
import { useLanguage } from '../../text/language.ts';
import { countText, lossReadText, percent } from '../../ui/format.ts';
import { TipButton } from '../../ui/tip.tsx';
import { verdictText } from '../shared/verdict-text.ts';
import { chosenLook } from './chosen-look.ts';
import { nameOf, settingWords } from './run-words.ts';
import { toggleChosen } from './state.ts';
import { useRunsText } from './use-text.ts';

interface RunRowProps {
  run: KeptRun;
  /** Its number among the chosen, from 1; 0: it is not one of them. */
  number: number;
  /** Its place in the list, from 1, and how many there are. */
  place: number;
  total: number;
}

/** Memoized: there may be dozens in sight. */
export const RunRow = memo(function RunRow({ run, number, place, total }: RunRowProps) {
  const text = useRunsText();
  const words = text.runsPage;
  const { language } = useLanguage();
  const { id, config, state, step, accuracy, bestAccuracy, loss, created, verdict } = run;
  const name = nameOf(run, text);
  const share = (value: number | null) => (value === null ? text.card.none : percent(value, 1));
  const isOver = state === 'finished';
  const isForeign = isRecorded(run);
  return (
    // biome-ignore lint/a11y/useSemanticElements: of a list that is no <ul>.
    <div
      role="listitem"
      className="run-row"
      aria-posinset={place}
      aria-setsize={total}
      data-chosen={number > 0}
      style={{ '--run': chosenLook(number).colour } as React.CSSProperties}
    >
      <input
        type="checkbox"
        aria-label={words.choose(name)}
        checked={number > 0}
        onChange={() => toggleChosen(id)}
      />
      <span className="run-row-number number">{number > 0 && number}</span>
      <div className="run-row-words">
        {isForeign ? (
          <p className="run-row-settings run-row-first">{name}</p>
        ) : (
          <>
            <NameField run={run} />
            <p className="run-row-settings">{settingWords(config, text)}</p>
          </>
        )}
        <p className="run-row-verdict">
          {verdictText(verdict, text, { ended: isOver, step, accuracy: accuracy ?? undefined })}
          {!isOver && ` · ${words.states[state]}`}
          {isForeign ? (
            <span className="run-row-recorded">{words.origins.recorded}</span>
          ) : (
            run.origin !== 'compare' && ` · ${words.origins[run.origin]}`
          )}
        </p>
      </div>
      <dl className="run-row-numbers number">
        <div>
          <dt>{words.columns.step}</dt>
          <dd>{countText(step)}</dd>
        </div>
        <div>
          <dt>{words.columns.last}</dt>
          <dd>{share(accuracy)}</dd>
        </div>
        <div>
          <dt>{words.columns.best}</dt>
          <dd>{share(bestAccuracy)}</dd>
        </div>
        <div>
          <dt>{words.columns.loss}</dt>
          <dd>{loss === null ? text.card.none : lossReadText(loss)}</dd>
        </div>
        <div>
          <dt>{words.columns.trained}</dt>
          <dd>{dateText(created, isForeign, language)}</dd>
        </div>
      </dl>
      {isForeign ? <span className="run-row-pin" /> : <PinButton run={run} name={name} />}
    </div>
  );
});

function PinButton({ run: { id, pinned }, name }: { run: KeptRun; name: string }) {
  const words = useRunsText().runsPage;
  const Icon = pinned ? PinOff : Pin;
  return (
    <TipButton
      tip={pinned ? words.unpin(name) : words.pin(name)}
      aria-label={pinned ? words.unpin(name) : words.pin(name)}
      className="quiet icon"
      aria-pressed={pinned}
      onClick={() => void library.change(id, { pinned: !pinned })}
    >
      <Icon aria-hidden="true" size={16} />
    </TipButton>
  );
}

/** What the visitor calls it; written when the field is left. */
function NameField({ run }: { run: KeptRun }) {
  const text = useRunsText();
  const [typed, setTyped] = useState<string>();
  const write = () => {
    if (typed !== undefined && typed.trim() !== run.name) void library.change(run.id, { name: typed.trim() });
    setTyped(undefined);
  };
  return (
    <input
      type="text"
      className="run-name"
      aria-label={text.runsPage.name(nameOf(run, text))}
      placeholder={text.runsPage.unnamed}
      maxLength={wordLimits.name}
      value={typed ?? run.name}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={write}
      onKeyDown={({ key }) => {
        if (key === 'Enter') write();
        else if (key === 'Escape') setTyped(undefined);
      }}
    />
  );
}

/** "11/28, 14:03"; of a recording no more is known than its day, which is one day everywhere: "11/23". */
function dateText(time: number, isDay: boolean, language: string): string {
  const key = `${language} ${isDay}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, isDay ? DAY : MOMENT);
  formats.set(key, format);
  return format.format(time);
}

const DAY: Intl.DateTimeFormatOptions = { month: 'numeric', day: 'numeric', timeZone: 'UTC' };
const MOMENT: Intl.DateTimeFormatOptions = {
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
/** To make one takes longer than all else of a row. */
const formats = new Map<string, Intl.DateTimeFormat>();
