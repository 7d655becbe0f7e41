/** In which settings runs differ. */
import type { KeptRun } from '../../domain/kept-run.ts';
import { differences } from '../../domain/run-list.ts';
import { settingName } from '../shared/arm-names.ts';
import { valueText } from './run-words.ts';
import { useRunsText } from './use-text.ts';

export function Differences({ runs }: { runs: readonly KeptRun[] }) {
  const text = useRunsText();
  const words = text.runsPage;
  if (runs.length < 2) return null;
  const rows = differences(runs.map(({ config }) => config));
  return (
    <div className="differences">
      <h3>{words.differences}</h3>
      {rows.length === 0 ? (
        <p className="hint">{words.same}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it may be wider than its place, and is moved by keys.
        <div className="differences-scroll" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <td />
                {runs.map((run, i) => (
                  <th key={run.id} scope="col" title={run.name}>
                    {i + 1}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ setting, values }) => (
                <tr key={setting}>
                  <th scope="row">{settingName(setting, text)}</th>
                  {values.map((value, i) => (
                    <td key={runs[i]!.id}>{valueText(setting, value, text)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
