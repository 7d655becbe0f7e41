/** How far can a step go? The loss along the coming step, and along the gradient. */
import { memo, useMemo, useState } from 'react';
import { Choice } from '../../ui/controls.tsx';
import { measureText } from '../../ui/format.ts';
import { Panel } from '../../ui/panels/panel.tsx';
import { AheadProfile } from './ahead-profile.tsx';
import { stepsAnswer } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { curvesOf, sharedExtent } from './row-curves.ts';
import { useInsideText } from './use-text.ts';

export const StepsRow = memo(function StepsRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.steps;
  const [way, setWay] = useState<'update' | 'gradient'>('update');
  const panels = useMemo(
    () =>
      arms.map((arm) =>
        curvesOf([arm], ({ loss, ahead }) => (ahead ? loss : undefined)).map((curve) => ({
          ...curve,
          range: arm.shown.looks.flatMap(({ step, ahead }) => {
            const losses = ahead?.[way].map(({ loss }) => loss);
            if (!losses) return [];
            // A loss that is no number has no band: one of the others would look harmless.
            const known = losses.filter((loss) => loss !== null);
            const isWhole = known.length === losses.length;
            return [
              { step, low: isWhole ? Math.min(...known) : null, high: isWhole ? Math.max(...known) : null },
            ];
          }),
        })),
      ),
    [arms, way],
  );
  const extent = useMemo(() => sharedExtent(panels, 'log'), [panels]);
  return (
    <Row
      id="steps"
      answer={stepsAnswer}
      isAhead
      claims={['steps']}
      choices={
        <>
          <Choice
            legend={words.along}
            options={(['update', 'gradient'] as const).map((value) => ({ value, label: words.ways[value] }))}
            value={way}
            onChange={setWay}
          />
          <p className="hint">{way === 'update' ? words.note : words.gradientNote}</p>
        </>
      }
    >
      {arms.map(({ name, label }, i) => (
        <Panel
          key={name}
          title={`${name} · ${label}`}
          note={words.loss}
          file={{
            quantity: `loss-along-${way}`,
            of: name,
            said: [
              text.differs(words.along, words.ways[way]),
              way === 'update' ? words.note : words.gradientNote,
            ],
            parts: { low: 'lowest-ahead', high: 'highest-ahead' },
          }}
          curves={panels[i]!}
          along={along}
          scale="log"
          extent={extent}
          format={measureText}
        />
      ))}
      <AheadProfile
        title={words.profile}
        note={words.profileNote}
        quantity="loss-ahead"
        measure={(look) => [look.loss, ...look.ahead!.update.map(({ loss }) => loss)]}
        format={measureText}
      />
    </Row>
  );
});
