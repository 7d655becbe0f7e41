/** What happens inside: the networks, layer by layer, at one step; each row a question. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { claimNames, findingOf, type Standing, standingsOf } from '../../domain/claims/claims.ts';
import { type InsidePreset, insideComparison, insidePresets } from '../../domain/experiments.ts';
import { changesOf } from '../../domain/learning-rate.ts';
import { usesWebGL } from '../../engine/catalogue.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { createPointer, PointerContext } from '../../ui/panels/pointer.ts';
import { Select } from '../../ui/select.tsx';
import { News } from '../shared/news.tsx';
import { recordedText } from '../shared/recorded-text.ts';
import { ComputedRow } from './computed-row.tsx';
import { DisturbanceRow } from './disturbance-row.tsx';
import { DriftRow } from './drift-row.tsx';
import { FlowRow } from './flow-row.tsx';
import { InsideContext } from './inside-context.ts';
import { PredictiveRow } from './predictive-row.tsx';
import { StandingMark } from './row.tsx';
import { ScaleRow } from './scale-row.tsx';
import type { ShownArm } from './shown.ts';
import { StepsRow } from './steps-row.tsx';
import { LookingControl, TimeLine } from './time-line.tsx';
import { type Inside, useInside } from './use-inside.ts';
import { useInsideText } from './use-text.ts';

/** A look takes a second of the processor; a graphics card makes many steps meanwhile. */
const INTERVALS = { processor: 50, card: 250 };

/** Whether somebody has come here before: from then on it is the visitor's choice whether to look. */
let hasBegun = false;

function useLookingFromNow() {
  const engine = useLab((state) => state.engine?.engine);
  useEffect(() => {
    if (hasBegun || engine === undefined) return;
    hasBegun = true;
    lab.setLooking(usesWebGL(engine) ? INTERVALS.card : INTERVALS.processor);
  }, [engine]);
}

export default function InsidePage() {
  useLookingFromNow();
  const [seed, setSeed] = useState<number>();
  const [isLog, setLog] = useState(true);
  const [pointer] = useState(createPointer);
  const inside = useInside(seed);
  const { arms, steps, source } = inside;
  // A new look draws thirty panels: what the visitor does meanwhile comes first.
  const shown = useDeferredValue(arms);
  const view = useMemo(
    () => ({ arms: shown, along: { steps, isLog, marks: marksOf(shown) } }),
    [shown, steps, isLog],
  );
  return (
    <PointerContext value={pointer}>
      <InsideContext value={view}>
        <main className="inside">
          <Head inside={inside} onSeed={setSeed} />
          <News />
          <LookingFailed />
          <TimeLine isLog={isLog} onLog={setLog} />
          {source.kind === 'none' ? (
            <Nothing />
          ) : (
            <>
              <ComputedRow />
              <DriftRow />
              <StepsRow />
              <PredictiveRow />
              <FlowRow />
              <ScaleRow />
              <DisturbanceRow />
            </>
          )}
          <Origin source={source} />
        </main>
      </InsideContext>
    </PointerContext>
  );
}

/** Steps at which a rate was moved, or kernels were multiplied. */
function marksOf(arms: readonly ShownArm[]): number[] {
  const steps = arms.flatMap(({ config }) => [
    ...changesOf(config.learningRate).map(({ fromStep }) => fromStep),
    ...config.kernelScalings.map(({ afterStep }) => afterStep),
  ]);
  return [...new Set(steps)];
}

function Head({ inside, onSeed }: { inside: Inside; onSeed: (seed: number) => void }) {
  const text = useInsideText();
  const { arms, source } = inside;
  const standings = useMemo(() => standingsOf(claimNames.map((claim) => findingOf(claim, arms))), [arms]);
  return (
    <header className="inside-head">
      <h2>{text.inside.title}</h2>
      <div>
        <p className="inside-intro">{text.inside.intro}</p>
        {source.kind !== 'none' && (
          <ul className="tally" aria-label={text.inside.tallyLabel}>
            {(Object.keys(standings) as Standing[]).map((standing) => (
              <li key={standing}>
                <StandingMark standing={standing} />
                {text.inside.tally(text.inside.standings[standing], standings[standing])}
              </li>
            ))}
            <li className="hint">
              {source.kind === 'recorded'
                ? text.inside.bySeeds(source.seeds.length)
                : text.inside.byRun(arms[0]!.shown.seed)}
            </li>
          </ul>
        )}
      </div>
      <div className="inside-settings">
        {source.kind === 'recorded' && (
          <Select
            label={text.inside.shownSeed}
            options={source.seeds.map((seed) => ({ value: String(seed), label: String(seed) }))}
            value={String(arms[0]!.shown.seed)}
            onChange={(value) => onSeed(Number(value))}
          />
        )}
        <LookingControl />
        <LookedInto />
      </div>
    </header>
  );
}

/** Networks that are recorded. */
function LookedInto() {
  const text = useInsideText();
  return (
    <fieldset className="looked-into">
      <legend className="hint">{text.inside.openLabel}</legend>
      {insidePresets.map((preset: InsidePreset) => (
        <button key={preset} type="button" onClick={() => lab.show(insideComparison(preset))}>
          {text.inside.open[preset]}
        </button>
      ))}
    </fieldset>
  );
}

function Nothing() {
  return <p className="inside-nothing">{useInsideText().inside.nothing}</p>;
}

/** A look that failed costs the rest of the looks, and no run. */
function LookingFailed() {
  const text = useInsideText();
  const blind = useLab((state) => state.blind);
  return blind === undefined ? null : (
    <p className="notice notice-problem" role="alert">
      {text.inside.failed(blind)}
    </p>
  );
}

function Origin({ source }: Pick<Inside, 'source'>) {
  const text = useInsideText();
  return (
    <p className="hint">
      {source.kind === 'recorded'
        ? text.inside.recorded(recordedText(source.runs, text))
        : text.inside.measured}
    </p>
  );
}
