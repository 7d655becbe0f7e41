/** Four files of one's own: dropped or chosen, looked at, named, and trained on. Loaded when it opens. */
import { useEffect, useId, useRef, useState } from 'react';
import type { OwnRead } from '../../data/own/messages.ts';
import { dataKey, dataLimits, type OwnData, ownDataSchema } from '../../domain/data-set.ts';
import { useLanguage } from '../../text/language.ts';
import { type OwnDataText, ownDataTexts } from '../../text/own-data.ts';
import { countText } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemText } from '../shared/problem-text.tsx';
import { useData } from './class-names.ts';
import { DigitImage } from './digit-image.tsx';
import { trainOn, useKept, useReading } from './use-own-data.ts';

function useOwnDataText(): OwnDataText {
  return ownDataTexts[useLanguage((state) => state.language)];
}

/** `files`: those that were dropped on the page, if any were. */
export default function OwnDataSheet({ files }: { files?: readonly File[] }) {
  const text = useOwnDataText();
  const words = text.ownData;
  const chosen = useData();
  const { reading, read } = useReading();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => read(files ?? []), [files, read]);
  return (
    <section
      className="own-data"
      aria-label={text.ownImages}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        read([...event.dataTransfer.files]);
      }}
    >
      <div className="own-data-drop">
        <p>{words.how}</p>
        <button type="button" onClick={() => input.current?.click()}>
          {words.choose}
        </button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={words.choose}
          onChange={(event) => {
            read([...(event.target.files ?? [])]);
            // The same files again are news again.
            event.target.value = '';
          }}
        />
      </div>
      <div aria-live="polite">
        {reading.kind === 'reading' && <p className="hint">{words.reading}</p>}
        {reading.kind === 'failed' && (
          <Notice kind="problem">
            <ProblemText problem={reading.problem} />
          </Notice>
        )}
      </div>
      {reading.kind === 'read' && <Found key={reading.read.hash} read={reading.read} files={reading.files} />}
      {/* What is trained on from now on may have been kept just now. */}
      <Kept key={dataKey(chosen)} />
    </section>
  );
}

/** What was in the files, and what it shall be called. */
function Found({ read, files }: { read: OwnRead; files: readonly string[] }) {
  const text = useOwnDataText();
  const words = text.ownData;
  const chosen = useData();
  const { kept } = useKept();
  const [named, setNamed] = useState<Pick<OwnData, 'name' | 'classes'>>();
  const [unkept, setUnkept] = useState(false);
  const id = useId();
  const known = [chosen, ...(kept ?? [])].find((set) => dataKey(set) === read.hash);
  const { name, classes } = named ?? {
    name: known?.kind === 'own' ? known.name : (nameIn(files) ?? words.unnamed),
    classes: Array.from({ length: read.classes }, (_, label) =>
      known?.kind === 'own' ? (known.classes[label] ?? String(label)) : String(label),
    ),
  };
  const { hash, train, test } = read;
  const data = ownDataSchema.safeParse({
    kind: 'own',
    name: name.trim(),
    hash,
    train,
    test,
    classes: classes.map((one) => one.trim()),
  });
  const isUsed =
    chosen.kind === 'own' && data.success && JSON.stringify(chosen) === JSON.stringify(data.data);
  return (
    <form
      className="own-data-found"
      onSubmit={(event) => {
        event.preventDefault();
        if (data.success) void trainOn(data.data).then((isKept) => setUnkept(!isKept));
      }}
    >
      <p>{words.found(countText(read.train), countText(read.test), read.classes)}</p>
      <p className="hint">
        {words.allTrained}
        {text.gap}
        {words.hash(hash.slice(0, SHOWN))}
      </p>
      <div className="field">
        <label htmlFor={`${id}-name`}>{words.name}</label>
        <input
          id={`${id}-name`}
          type="text"
          maxLength={dataLimits.name}
          value={name}
          onChange={(event) => setNamed({ name: event.target.value, classes })}
        />
      </div>
      <fieldset className="own-data-classes">
        <legend className="field-label">{words.classes}</legend>
        {classes.map((one, label) => {
          const place = read.sample.labels.indexOf(label);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: classes are what their labels count.
            <div key={label} className="own-data-class">
              {place >= 0 ? (
                <DigitImage bytes={read.sample.images} place={place} name={one} />
              ) : (
                <small className="hint">{words.noImage}</small>
              )}
              <input
                type="text"
                aria-label={words.className(label)}
                maxLength={dataLimits.className}
                value={one}
                onChange={(event) => setNamed({ name, classes: classes.with(label, event.target.value) })}
              />
            </div>
          );
        })}
      </fieldset>
      {!data.success && (
        <p className="field-hint" role="alert">
          {words.nameHint(dataLimits.className)}
        </p>
      )}
      <button type="submit" className="primary" disabled={!data.success || isUsed}>
        {isUsed ? words.inUse : words.use}
      </button>
      {unkept && <Notice kind="info">{words.notKept}</Notice>}
    </form>
  );
}

/** Characters of a hash that are shown: enough to tell those of one browser apart. */
const SHOWN = 12;

/** "emnist-digits" of "emnist-digits-train-images-idx3-ubyte.gz". */
function nameIn(files: readonly string[]): string | undefined {
  const stem = files.flatMap((file) => /^(.*\w)[^a-z0-9]+train/i.exec(file)?.[1] ?? [])[0];
  return stem?.slice(0, dataLimits.name);
}

/** Own data of earlier times. */
function Kept() {
  const text = useOwnDataText();
  const words = text.ownData;
  const chosen = useData();
  const { kept, forget } = useKept();
  if (!kept || kept.length === 0) return null;
  return (
    <section className="own-data-kept" aria-label={words.keptTitle}>
      <h3>{words.keptTitle}</h3>
      <ul>
        {kept.map((data) => (
          <li key={data.hash}>
            <b>{data.name}</b>
            <span className="hint">
              {words.kept(countText(data.train), countText(data.test), data.classes.length)}
            </span>
            {dataKey(chosen) === data.hash ? (
              <span className="hint">{words.inUse}</span>
            ) : (
              <>
                <button
                  type="button"
                  aria-label={words.takeKept(data.name)}
                  onClick={() => void trainOn(data)}
                >
                  {words.use}
                </button>
                <button
                  type="button"
                  className="quiet"
                  aria-label={words.delete(data.name)}
                  onClick={() => forget(data.hash)}
                >
                  {words.remove}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
