/** The article reproduced: its table and figures beside what this program measures, over seeds. */
import { useEffect } from 'react';
import { lossVariants, reproductionRuns } from '../../domain/experiments.ts';
import { recorded, useLab, useRecorded } from '../../lab/instance.ts';
import { Choice } from '../../ui/controls.tsx';
import { Explained } from '../../ui/explained.tsx';
import { later } from '../../ui/later.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Part } from '../../ui/part.tsx';
import { RunHere } from '../many/run-here.tsx';
import { shownOf } from '../many/shown-runs.ts';
import { cellName } from '../shared/arm-names.ts';
import { News } from '../shared/news.tsx';
import { recordedText } from '../shared/recorded-text.ts';
import { ArticleTable } from './article-table.tsx';
import { recordingNames, useCellRuns } from './runs.ts';
import { cells, useReproduce } from './state.ts';
import { useReproduceText } from './use-text.ts';

const Figures = later(() => import('./figures.tsx'));
const CellCurves = later(() => import('../many/cell-curves.tsx'));

export default function ReproducePage() {
  const text = useReproduceText();
  const { variant, seeds, steps, selected } = useReproduce();
  const problems = useRecorded((state) => state.problems);
  const { data } = useLab(({ comparison }) => comparison.shared);
  const runsOf = useCellRuns();
  useEffect(() => void recorded.load(recordingNames(variant)), [variant]);
  const { measured, recorded: recordings } = selected ? runsOf(selected) : { measured: [], recorded: [] };
  const origin = cells.flatMap((cell) => runsOf(cell).recorded);
  return (
    <main className="many">
      <News />
      {problems.length > 0 && <Notice kind="info">{text.many.problem(problems.join(', '))}</Notice>}
      <section className="panel reproduce-table" aria-label={text.reproduce.title}>
        <div className="reproduce-intro">
          <h2>{text.reproduce.title}</h2>
          <p>{text.reproduce.intro}</p>
          <Choice
            legend={text.reproduce.loss}
            options={lossVariants.map((value) => ({ value, label: text.reproduce.variants[value] }))}
            value={variant}
            onChange={(value) => useReproduce.setState({ variant: value })}
          />
          <p className="hint">
            <Explained>{text.reproduce.variantNotes[variant]}</Explained>
          </p>
          {origin.length > 0 && <p className="hint">{recordedText(origin, text)}</p>}
        </div>
        <Part>
          <ArticleTable />
        </Part>
      </section>
      {selected && measured.length + recordings.length > 0 && (
        <Part meanwhile={<section className="panel">{text.charts.loading}</section>}>
          <CellCurves
            key={cellName(selected, text)}
            title={cellName(selected, text)}
            arm={selected.arm}
            preset="article"
            shown={shownOf(measured, recordings)}
            onClose={() => useReproduce.setState({ selected: undefined })}
          />
        </Part>
      )}
      <Part>
        <RunHere
          configs={cells.flatMap((cell) => reproductionRuns(variant, cell, { seeds, steps, data }))}
          seeds={seeds}
          steps={steps}
          onSeeds={(value) => useReproduce.setState({ seeds: value })}
          onSteps={(value) => useReproduce.setState({ steps: value })}
        />
      </Part>
      <Part meanwhile={<section className="panel figures-loading">{text.charts.loading}</section>}>
        <Figures />
      </Part>
    </main>
  );
}
