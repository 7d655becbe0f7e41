/** What happens inside: the networks, layer by layer, at one step; each row a question. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { changesOf } from '../../domain/learning-rate.ts';
import { aheadInterval, nextLookAhead } from '../../domain/looking.ts';
import { usesWebGL } from '../../engine/catalogue.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { countText } from '../../ui/format.ts';
import { createPointer, PointerContext } from '../../ui/panels/pointer.ts';
import { PanelSaver as SaverContext } from '../../ui/panels/saving.ts';
import { Part } from '../../ui/part.tsx';
import { News } from '../shared/news.tsx';
import { recordedText } from '../shared/recorded-text.ts';
import { ComputedRow } from './computed-row.tsx';
import { DisturbanceRow } from './disturbance-row.tsx';
import { DriftRow } from './drift-row.tsx';
import { FlowRow } from './flow-row.tsx';
import { Head } from './head.tsx';
import { InsideContext, type InsideView } from './inside-context.ts';
import type { Alone } from './legend.tsx';
import { PanelSaver } from './panel-saver.tsx';
import { PredictiveRow } from './predictive-row.tsx';
import { ScaleRow } from './scale-row.tsx';
import { type ShownArm, stepsOf } from './shown.ts';
import { StepsRow } from './steps-row.tsx';
import { TimeLine } from './time-line.tsx';
import { type Inside, useInside } from './use-inside.ts';
import { useInsideText } from './use-text.ts';

/** The questions, in their order. */
const rows = [ComputedRow, DriftRow, StepsRow, PredictiveRow, FlowRow, ScaleRow, DisturbanceRow];

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
  const text = useInsideText();
  const [seed, setSeed] = useState<number>();
  const [wantsRecording, setWantsRecording] = useState(false);
  const [isLog, setLog] = useState(true);
  const [alone, setAlone] = useState<Alone>({});
  const [pointer] = useState(createPointer);
  const isTraining = useLab(({ status }) => status === 'starting' || status === 'running');
  const isLooking = useLab(({ looking }) => looking !== undefined) && isTraining;
  useEffect(() => {
    if (!isTraining) return;
    // Who lets it run wants to see it run.
    pointer.setState({ chosen: undefined });
    setWantsRecording(false);
  }, [isTraining, pointer]);
  const inside = useInside(seed, wantsRecording);
  const { arms, steps, source } = inside;
  // A new look draws thirty panels: what the visitor does meanwhile comes first.
  const shown = useDeferredValue(arms);
  const nextAhead = useNextAhead(inside);
  const view = useMemo(
    (): InsideView => ({
      arms: shown,
      along: {
        name: text.inside.stepAxis,
        steps,
        newest: stepsOf(shown).at(-1) ?? 0,
        isLog,
        marks: marksOf(shown),
      },
      ...(nextAhead !== undefined && { nextAhead }),
    }),
    [shown, steps, isLog, nextAhead, text],
  );
  return (
    <PointerContext value={pointer}>
      <InsideContext value={view}>
        <main className="inside" data-alone={alone.hovered ?? alone.pressed}>
          <Part>
            <Head inside={inside} onSeed={setSeed} onRecording={setWantsRecording} />
          </Part>
          <News />
          <LookingFailed />
          <Part>
            <TimeLine isLog={isLog} onLog={setLog} alone={alone} onAlone={setAlone} />
          </Part>
          {source.kind === 'none' ? (
            <p className="inside-nothing">{isLooking ? text.inside.nothingYet : text.inside.nothing}</p>
          ) : shown.length === 0 ? null : (
            <SaverContext value={PanelSaver}>
              {rows.map((Row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the questions stay where they are.
                <Part key={place}>
                  <Row />
                </Part>
              ))}
            </SaverContext>
          )}
          <Origin source={source} />
        </main>
      </InsideContext>
    </PointerContext>
  );
}

/** Looks ahead are fewer than looks: when the next one of a run comes, in words. */
function useNextAhead({ arms, steps, source }: Inside): string | undefined {
  const { when } = useInsideText().inside;
  const interval = useLab((state) => state.looking);
  const isOver = useLab(({ status }) => status === 'finished');
  if (source.kind !== 'here' || interval === undefined) return undefined;
  const last = arms.flatMap(({ shown }) => shown.looks.flatMap(({ ahead, step }) => (ahead ? [step] : [])));
  const next = nextLookAhead(Math.max(-1, ...last), interval);
  const every = countText(aheadInterval(interval));
  return isOver || next > steps ? when.last(every) : when.next(countText(next), every);
}

/** Steps at which a rate was moved, or kernels were multiplied. */
function marksOf(arms: readonly ShownArm[]): number[] {
  const steps = arms.flatMap(({ config }) => [
    ...changesOf(config.learningRate).map(({ fromStep }) => fromStep),
    ...config.kernelScalings.map(({ afterStep }) => afterStep),
  ]);
  return [...new Set(steps)];
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
