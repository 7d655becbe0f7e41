/** The frame of a chart of the Compare page: its title, what its lines are, its choices. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { useText } from '../../text/language.ts';
import { later } from '../../ui/later.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { Part } from '../../ui/part.tsx';
import { Popup } from '../../ui/popup.tsx';
import { Term } from '../../ui/term.tsx';
import { RunLine } from '../shared/run-line.tsx';
import { type Axis, chooseAxis, compareView, useChartSettings } from './chart-settings.ts';
import type { useShownCurves } from './shown-curves.ts';

const SaveChart = later(() => import('./save-chart.tsx'));

export function ChartFigure({
  series,
  shown,
  notes = [],
  hasStepAxis,
  lead,
  choices,
  children,
}: {
  series: SeriesName;
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
  const title = text.series[series].name;
  const { origin, bands, previousRun, pinned } = shown;
  return (
    <figure className="chart" aria-label={text.charts.description(title, shown.standing)}>
      <figcaption>
        <h2>
          <Term name={series}>{title}</Term>
        </h2>
        {lead}
        <div className="chart-notes">
          {origin && (
            <p className="chart-note">
              {origin.story ? (
                <Popup
                  label={origin.note}
                  title={origin.note}
                  buttonClass="term"
                  panelClass="term-popup"
                  explains
                >
                  <p>{origin.story}</p>
                </Popup>
              ) : (
                origin.note
              )}
            </p>
          )}
          {previousRun && (
            <p className="chart-note">
              <RunLine colour="var(--ghost)" />
              {previousRun}
            </p>
          )}
          {pinned.map((run) => (
            <p key={run} className="chart-note">
              <RunLine colour="var(--ghost)" />
              {run}
            </p>
          ))}
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
          <Part size="tool" meanwhile={<span className="save-room" />}>
            <SaveChart series={series} shown={shown} notes={notes} chart={children} />
          </Part>
        </div>
      </figcaption>
      <div className="chart-body">
        <Part>{children}</Part>
      </div>
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
  const axis = useChartSettings((state) => state.axis);
  return (
    <MenuButton<Axis>
      label={text.charts.axis}
      options={[
        { value: 'steps', label: text.charts.axes.steps },
        { value: 'log-steps', label: text.charts.axes.logSteps },
        { value: 'time', label: text.charts.axes.time },
      ]}
      value={axis}
      onChange={chooseAxis}
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
