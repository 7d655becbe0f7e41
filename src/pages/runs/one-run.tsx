/** All that is known of one run, what the visitor has noted, and the ways to go on with it. */
import { useEffect, useState } from 'react';
import { limits } from '../../domain/config.ts';
import { type KeptRun, wordLimits } from '../../domain/kept-run.ts';
import { rateAt } from '../../domain/learning-rate.ts';
import { keeper, library, useLibrary } from '../../lab/keeping/instance.ts';
import { recordingOf } from '../../lab/keeping/recorded-runs.ts';
import { safetensorsOf } from '../../storage/safetensors.ts';
import { countText, learningRateText } from '../../ui/format.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { numberWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { download, fileName, isoDate } from '../../ui/save/file.ts';
import { recordedText } from '../shared/recorded-text.ts';
import { nameOf } from './run-words.ts';
import { knownEngine } from './saved-chosen.ts';
import { chooseInRuns } from './state.ts';
import { useRunsText } from './use-text.ts';

export function OneRun({ run }: { run: KeptRun }) {
  const text = useRunsText();
  const recording = recordingOf(run);
  return (
    <div className="one-run">
      <h3>{text.runsPage.about}</h3>
      {recording ? <p>{recordedText([recording], text)}</p> : <OwnRun run={run} />}
    </div>
  );
}

function OwnRun({ run }: { run: KeptRun }) {
  const text = useRunsText();
  const words = text.runsPage;
  const [notes, setNotes] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { environment, parent, config } = run;
  const engine = knownEngine(run);
  const write = () => {
    if (notes !== undefined && notes !== run.notes) void library.change(run.id, { notes });
    setNotes(undefined);
  };
  return (
    <>
      <dl className="run-facts">
        <div>
          <dt>{words.engine}</dt>
          <dd>{engine ? text.engine.names[engine] : '–'}</dd>
        </div>
        <div>
          <dt>{words.device}</dt>
          <dd>
            {environment.agent || '–'}
            {environment.cores > 0 && ` · ${words.cores(environment.cores)}`}
            {environment.renderer && ` · ${environment.renderer}`}
          </dd>
        </div>
      </dl>
      {parent && <Parent {...parent} />}
      <label className="field">
        <span>{words.notes}</span>
        <textarea
          rows={3}
          maxLength={wordLimits.notes}
          placeholder={words.notesHint}
          value={notes ?? run.notes}
          onChange={(event) => setNotes(event.target.value)}
          onBlur={write}
        />
      </label>
      <div className="run-actions">
        <button
          type="button"
          onClick={async () => {
            const found = await library.weights(run);
            setProblem(found ? undefined : words.noWeights);
            if (!found) return;
            const file = safetensorsOf(found.parameters, {
              step: String(found.step),
              configuration: JSON.stringify(config),
            });
            download(file, fileName('weights', isoDate(new Date()), 'safetensors'));
          }}
        >
          {words.weights}
        </button>
      </div>
      {problem && <Notice kind="info">{problem}</Notice>}
      <Rewind run={run} onGone={() => setProblem(words.gone)} />
    </>
  );
}

/** The run that this one went on from; it can be chosen instead. */
function Parent({ id, step }: NonNullable<KeptRun['parent']>) {
  const text = useRunsText();
  const words = text.runsPage;
  const origin = useLibrary(({ runs, removed }) => runs?.find((run) => run.id === id && !removed.has(id)));
  return (
    <p className="hint">
      {words.parent(countText(step))}{' '}
      {origin ? (
        <button type="button" className="small" onClick={() => chooseInRuns({ chosen: new Set([id]) })}>
          {nameOf(origin, text)}
        </button>
      ) : (
        words.parentGone
      )}
    </p>
  );
}

function Rewind({ run, onGone }: { run: KeptRun; onGone: () => void }) {
  const text = useRunsText();
  const words = text.runsPage;
  const steps = useCheckpoints(run);
  const [asked, ask] = useState<number>();
  const step = steps.find((one) => one === asked) ?? steps.at(-1);
  const [rate, setRate] = useState(() => rateAt(run.config.learningRate, run.step) / 10);
  const { min, max } = limits.learningRate;
  if (step === undefined) return null;
  return (
    <div className="rewind">
      <div className="rewind-row">
        {steps.length > 1 && (
          <MenuButton
            label={words.rewindFrom}
            options={steps.map((one) => ({
              value: String(one),
              label: `${words.rewindFrom}: ${countText(one)}`,
            }))}
            value={String(step)}
            onChange={(value) => ask(Number(value))}
          />
        )}
        <button
          type="button"
          className="primary"
          onClick={async () => {
            if (!(await keeper.rewind(run, step, rate))) onGone();
            else location.hash = 'compare';
          }}
        >
          {words.rewind(countText(step))}
        </button>
        <ParsedField
          label={words.rewindAt}
          value={Math.max(min, rate)}
          parse={numberWithin(limits.learningRate)}
          format={learningRateText}
          hint={text.outOfRange(learningRateText(min), learningRateText(max))}
          onChange={setRate}
        />
      </div>
      <p className="hint">{words.rewindHow}</p>
    </div>
  );
}

/** The steps of the checkpoints that are really there. */
function useCheckpoints(run: KeptRun): readonly number[] {
  const [steps, setSteps] = useState<readonly number[]>([]);
  useEffect(() => {
    let isWanted = true;
    void library.checkpoints(run).then((found) => {
      if (isWanted) setSteps(found);
    });
    return () => {
      isWanted = false;
    };
  }, [run]);
  return steps;
}
