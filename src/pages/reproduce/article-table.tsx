/** The article's table beside what was measured: recorded, and in this browser. Each cell opens its curves. */
import { armNames, articleRates, articleTable, type Cell, sameCell } from '../../domain/experiments.ts';
import type { RunResult } from '../../domain/run-result.ts';
import { useLab, useRecorded } from '../../lab/instance.ts';
import type { ReproduceText } from '../../text/reproduce.ts';
import { countText, learningRateText, percent } from '../../ui/format.ts';
import { OutcomeCell } from '../many/outcome-cell.tsx';
import { cellName, networkName } from '../shared/arm-names.ts';
import { useCellRuns } from './runs.ts';
import { useReproduce } from './state.ts';
import { useReproduceText } from './use-text.ts';

export function ArticleTable() {
  const text = useReproduceText();
  const runsOf = useCellRuns();
  const steps = useReproduce((state) => state.steps);
  const loading = useRecorded((state) => state.loading > 0);
  const isOwn = useLab(({ comparison }) => comparison.shared.data.kind === 'own');
  const unrecorded = isOwn ? text.many.recordedOfMnist : text.many.notRecorded;
  return (
    <div className="table-scroll">
      <table className="article-table">
        <caption className="visually-hidden">{text.reproduce.table}</caption>
        <thead>
          <tr>
            <td />
            {armNames.map((arm) => (
              <th key={arm} scope="col">
                {networkName(arm, text)}
              </th>
            ))}
          </tr>
        </thead>
        {articleRates.map((learningRate) => (
          <tbody key={learningRate}>
            <tr className="rate-row">
              <th scope="rowgroup" colSpan={1 + armNames.length}>
                {text.reproduce.figure(learningRateText(learningRate))}
              </th>
            </tr>
            <tr className="article-row">
              <th scope="row">{text.many.article}</th>
              {armNames.map((arm) => (
                <td key={arm}>{articleText({ learningRate, arm }, text)}</td>
              ))}
            </tr>
            <Measured
              heading={text.many.recorded}
              nothing={loading ? text.many.loading : unrecorded}
              learningRate={learningRate}
              runsOf={(cell) => runsOf(cell).recorded}
            />
            <Measured
              heading={`${text.many.here}${steps === 1000 ? '' : `${text.comma}${text.reproduce.afterSteps(countText(steps))}`}`}
              nothing={text.many.notTrained}
              learningRate={learningRate}
              runsOf={(cell) => runsOf(cell).measured}
            />
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Measured({
  heading,
  nothing,
  learningRate,
  runsOf,
}: {
  heading: string;
  nothing: string;
  learningRate: number;
  runsOf: (cell: Cell) => readonly RunResult[];
}) {
  const text = useReproduceText();
  const selected = useReproduce((state) => state.selected);
  return (
    <tr>
      <th scope="row">{heading}</th>
      {armNames.map((arm) => {
        const cell = { learningRate, arm };
        return (
          <td key={arm}>
            <OutcomeCell
              name={cellName(cell, text)}
              runs={runsOf(cell)}
              nothing={nothing}
              open={selected !== undefined && sameCell(selected, cell)}
              onToggle={(open) => useReproduce.setState({ selected: open ? cell : undefined })}
            />
          </td>
        );
      })}
    </tr>
  );
}

/** What the article's table says of a cell. */
function articleText(cell: Cell, text: ReproduceText): string {
  const { accuracy } = articleTable.find((entry) => sameCell(entry, cell))!;
  return accuracy === undefined ? text.reproduce.doesNotConverge : percent(accuracy, 0);
}
