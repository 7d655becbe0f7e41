/** Starts runs by the dozen in this browser, and says how far they are. */

import { useEffect } from 'react';
import { configKey, type RunConfig } from '../../domain/config.ts';
import { MOST_SEEDS } from '../../domain/experiments.ts';
import { queue, useLab, useQueue, useTrials } from '../../lab/instance.ts';
import { queueKeeper, useQueueKeeping } from '../../lab/keeping/instance.ts';
import type { QueueState } from '../../lab/queue/run-queue.ts';
import { timeOfAll } from '../../lab/queue/speed.ts';
import type { ManyText } from '../../text/many.ts';
import { Progress } from '../../ui/controls.tsx';
import { countText, timeLeftText } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Offer } from '../../ui/offer.tsx';
import { numberWithin, ParsedField } from '../../ui/parsed-field.tsx';
import { normalizationName, scheduleText } from '../shared/arm-names.ts';
import { ProblemText } from '../shared/problem-text.tsx';
import { useManyText } from './use-text.ts';

/** What a visitor may ask for. */
const SEEDS = { min: 1, max: MOST_SEEDS };
const STEPS = { min: 1, max: 10_000 };

export function RunHere({
  configs,
  seeds,
  steps,
  onSeeds,
  onSteps,
  children,
}: {
  configs: readonly RunConfig[];
  seeds: number;
  steps: number;
  onSeeds: (seeds: number) => void;
  onSteps: (steps: number) => void;
  /** Further fields, before the usual two. */
  children?: React.ReactNode;
}) {
  const text = useManyText();
  const status = useQueue((state) => state.status);
  const results = useQueue((state) => state.results);
  const data = configs[0]?.data;
  const missing = configs.filter((config) => !results.has(configKey(config)));
  const ready = useLab((state) => state.data.startable);
  useEffect(() => {
    if (ready) queue.measure();
  }, [ready]);
  return (
    <section className="panel run-here" aria-label={text.queue.title}>
      <h2>{text.queue.title}</h2>
      {data?.kind === 'own' && <p className="hint">{text.trainedOn(data.name, countText(data.train))}</p>}
      <div className="run-here-fields">
        {children}
        <ParsedField
          label={text.queue.seeds}
          value={seeds}
          parse={numberWithin(SEEDS, true)}
          hint={text.wholeOutOfRange(String(SEEDS.min), String(SEEDS.max))}
          onChange={onSeeds}
        />
        <ParsedField
          label={text.queue.steps}
          value={steps}
          parse={numberWithin(STEPS, true)}
          hint={text.wholeOutOfRange(String(STEPS.min), countText(STEPS.max))}
          onChange={onSteps}
        />
        {status === 'idle' && (
          <button
            type="button"
            className="primary"
            disabled={missing.length === 0}
            onClick={() => queue.add(configs)}
          >
            <span aria-hidden="true">▶</span> {text.queue.start(missing.length || configs.length)}
          </button>
        )}
        {(status === 'running' || status === 'waiting') && (
          <button type="button" onClick={() => queue.pause()}>
            {text.queue.pause}
          </button>
        )}
        {status === 'paused' && (
          <button type="button" className="primary" onClick={() => queue.resume()}>
            {text.queue.resume}
          </button>
        )}
        {status !== 'idle' && (
          <button type="button" onClick={() => queue.cancel()}>
            {text.queue.cancel}
          </button>
        )}
      </div>
      <InterruptedQueue />
      {status === 'idle' ? <Estimate missing={missing} /> : <Work />}
      <Failures />
    </section>
  );
}

/** A queue that another life of the page has left with work in it. */
function InterruptedQueue() {
  const text = useManyText();
  const interrupted = useQueueKeeping((state) => state.interrupted);
  if (!interrupted) return null;
  return (
    <Offer
      yes={text.queue.goOn}
      no={text.queue.no}
      onYes={() => void queueKeeper.goOn()}
      onNo={() => queueKeeper.dismiss()}
    >
      {text.queue.interrupted(interrupted.done, interrupted.total)}
    </Offer>
  );
}

function Estimate({ missing }: { missing: readonly RunConfig[] }) {
  const text = useManyText();
  const speed = useQueue((state) => state.speed);
  const workers = useQueue((state) => state.workers);
  const measuring = useQueue((state) => state.measuring);
  if (missing.length === 0) return <p className="hint">{text.queue.nothingLeft}</p>;
  if (!speed || !workers)
    return <p className="hint">{measuring === 'running' ? text.queue.measuring : text.queue.unknown}</p>;
  const time = timeOfAll(missing, speed, workers);
  return (
    <p className="hint">{text.queue.estimate(timeLeftText(time, text), Math.min(workers, missing.length))}</p>
  );
}

function Work() {
  const text = useManyText();
  const { status, isStuck, running, done, total, progress, millisecondsLeft } = useQueue((state) => state);
  return (
    <div className="queue-work">
      <Progress label={text.queue.progress} value={progress} max={1} />
      <p className="progress-text">
        <span className="number">{text.queue.done(done, total)}</span>
        <span>{statusText(status, millisecondsLeft, text)}</span>
      </p>
      <ul className="hint under-way">
        {running.map(({ config, step, evaluating }) => {
          const what = configText(config, text);
          return (
            <li key={configKey(config)}>
              {evaluating
                ? text.queue.evaluating(what)
                : text.queue.underWay(what, countText(step), countText(config.steps))}
            </li>
          );
        })}
      </ul>
      <LostContexts />
      {isStuck && <Notice kind="problem">{text.queue.stuck}</Notice>}
    </div>
  );
}

/** That the graphics card is not trusted any more, and what trains instead. */
function LostContexts() {
  const text = useManyText();
  const isLost = useTrials(({ knowledge }) => Object.values(knowledge.refusals).includes('context-lost'));
  const engine = useQueue(({ begun }) => begun[0]?.engine);
  if (!isLost || !engine) return null;
  const { refusals, instead, names } = text.engine;
  return <Notice kind="info">{[refusals['context-lost'], instead(names[engine])].join(text.gap)}</Notice>;
}

function Failures() {
  const text = useManyText();
  const failures = useQueue((state) => state.failures);
  if (failures.size === 0) return null;
  return (
    <Notice kind="problem">
      {[...failures].map(([key, { config, problem }]) => (
        <div key={key}>
          {text.queue.failed(configText(config, text))} <ProblemText problem={problem} place="queue" />
        </div>
      ))}
    </Notice>
  );
}

function statusText(status: QueueState['status'], left: number | undefined, text: ManyText): string {
  if (status === 'paused') return text.queue.paused;
  if (status === 'waiting') return text.queue.waiting;
  return left === undefined ? text.queue.starting : text.timeLeft(timeLeftText(left, text));
}

function configText({ learningRate, normalization, seed }: RunConfig, text: ManyText): string {
  return text.many.run(
    scheduleText(learningRate, text),
    normalizationName(normalization, text),
    String(seed),
  );
}
