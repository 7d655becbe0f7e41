/** Every component of the lab in every state, for looking at them and for testing that all can be used by all. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { chartSpecimens } from './chart-specimens.tsx';
import { controlSpecimens } from './control-specimens.tsx';
import { lineSpecimens } from './line-specimens.tsx';
import { overSpecimens } from './over-specimens.tsx';
import { panelSpecimens } from './panel-specimens.tsx';
import type { SpecimenGroup } from './specimen.ts';
import '../src/styles/fonts.css';
import '../src/styles/tokens.css';
import '../src/styles/base.css';
import '../src/styles/controls.css';
import '../src/styles/frame.css';
import '../src/styles/over.css';
import '../src/styles/panels.css';
import '../src/styles/charts.css';
import '../src/styles/multiples.css';
import '../src/styles/inside.css';
import '../src/styles/compare.css';
import '../src/styles/now.css';
import '../src/styles/rate.css';
import '../src/styles/digits.css';
import './stage.css';

const groups: readonly SpecimenGroup[] = [
  controlSpecimens,
  overSpecimens,
  lineSpecimens,
  chartSpecimens,
  panelSpecimens,
];

function Stage() {
  return (
    <main className="stage-page">
      <h1>Stage</h1>
      {groups.map(({ title, isWide = false, specimens }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <div className="specimens" data-wide={isWide}>
            {Object.entries(specimens).map(([state, specimen]) => (
              <div key={state} className="specimen">
                <p>{state}</p>
                {specimen}
              </div>
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Stage />
  </StrictMode>,
);
