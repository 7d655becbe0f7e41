/** The frame of a chart of the Compare page: its title, what its lines are, its choices. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../text/language.ts';
import type { StepScale } from '../../ui/charts/steps.ts';
import { Select } from '../../ui/controls.tsx';
import { RunLine } from '../shared/run-line.tsx';
import { chooseForCharts, compareView, useChartSettings } from './chart-settings.ts';
import type { useShownCurves } from './shown-curves.ts';

export function ChartFigure({
  title,
  shown,
  notes = [],
  hasStepAxis,
  lead,
  choices,
  children,
}: {
  title: string;
  shown: ReturnType<typeof useShownCurves>;
  /** What is to be known of the curves besides. */
  notes?: readonly string[];
  /** Whether it has the choice of the axis of steps, which all charts follow. */
  hasStepAxis: boolean;
  /** Beside the title, and at the end of the line. */
  lead?: ReactNode;
  choices: ReactNode;
  children: ReactNode;
}) {
  const text = useText();
  const { origin, bands, previousRun } = shown;
  return (
    <figure className="chart" aria-label={text.charts.description(title, shown.standing)}>
      <figcaption>
        <h2>{title}</h2>
        {lead}
        <div className="chart-notes">
          {origin && (
            <p className="chart-note" title={origin.story}>
              {origin.note}
            </p>
          )}
          {previousRun && (
            <p className="chart-note">
              <RunLine colour="var(--ghost)" />
              {previousRun}
            </p>
          )}
          {bands.map(({ name, colours }) => (
            <p key={name} className="chart-note">
              <BandSample colours={colours} />
              {name}
            </p>
          ))}
          {notes.map((note) => (
            <p key={note} className="chart-note">
              {note}
            </p>
          ))}
        </div>
        <div className="chart-choices">
          <WholeRun />
          {choices}
          {hasStepAxis && <StepAxis />}
        </div>
      </figcaption>
      <div className="chart-body">{children}</div>
    </figure>
  );
}

/** The way back from a zoom; there while it is of use. */
function WholeRun() {
  const text = useText();
  const isZoomed = useStore(compareView, ({ span }) => span !== undefined);
  return isZoomed ? (
    <button type="button" className="small" onClick={() => compareView.setState({ span: undefined })}>
      {text.charts.wholeRun}
    </button>
  ) : null;
}

function StepAxis() {
  const text = useText();
  const stepScale = useChartSettings((state) => state.stepScale);
  return (
    <Select<StepScale>
      label={text.charts.stepAxis}
      hideLabel
      options={[
        { value: 'linear', label: text.charts.stepAxes.linear },
        { value: 'log', label: text.charts.stepAxes.log },
      ]}
      value={stepScale}
      onChange={(value) => chooseForCharts({ stepScale: value })}
    />
  );
}

/** A piece of a band, in the colours of its runs. */
function BandSample({ colours }: { colours: readonly string[] }) {
  const width = 22 / colours.length;
  return (
    <svg className="band-sample" viewBox="0 0 22 10" aria-hidden="true">
      {colours.map((colour, i) => (
        <rect key={colour} x={i * width} width={width} height={10} fill={colour} />
      ))}
    </svg>
  );
}
