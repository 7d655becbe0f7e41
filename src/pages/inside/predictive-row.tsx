/** Does the gradient still point the right way after the step? */
import { memo, useMemo } from 'react';
import { roughnessOf, turnabout } from '../../domain/claims/measures.ts';
import { measureText } from '../../ui/format.ts';
import { Panel } from '../../ui/panels/panel.tsx';
import { AheadProfile } from './ahead-profile.tsx';
import { predictiveAnswer } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { Row } from './row.tsx';
import { curvesOf, sharedExtent } from './row-curves.ts';
import { useInsideText } from './use-text.ts';

export const PredictiveRow = memo(function PredictiveRow() {
  const text = useInsideText();
  const { arms, along } = useInsideView();
  const words = text.inside.predictive;
  const { noGradient } = text.inside;
  const [changes, roughness] = useMemo(
    () => [
      curvesOf(arms, (look) => (look.ahead && look.gradientNorm === 0 ? noGradient : turnabout(look))),
      curvesOf(arms, roughnessOf),
    ],
    [arms, noGradient],
  );
  return (
    <Row
      id="predictive"
      answer={predictiveAnswer}
      more={({ text }) => [[text.inside.predictive.roughness]]}
      isAhead
      claims={['predictive']}
    >
      <Panel
        title={words.change}
        note={words.changeNote}
        file={{ quantity: 'gradient-change' }}
        curves={changes}
        along={along}
        scale="log"
        extent={sharedExtent([changes], 'log')}
        format={measureText}
      />
      <Panel
        title={words.smoothness}
        note={words.smoothnessNote}
        file={{ quantity: 'roughness', said: [words.roughness] }}
        curves={roughness}
        along={along}
        scale="log"
        extent={sharedExtent([roughness], 'log')}
        format={measureText}
      />
      <AheadProfile
        title={words.profile}
        note={words.profileNote}
        quantity="gradient-change-ahead"
        measure={({ gradientNorm, ahead }) => [
          null,
          ...ahead!.update.map(({ gradientChange }) =>
            gradientChange !== null && gradientNorm ? gradientChange / gradientNorm : null,
          ),
        ]}
        format={measureText}
      />
    </Row>
  );
});
