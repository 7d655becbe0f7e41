/** What became of a cell's runs, as a button that opens their curves. */
import type { RunResult } from '../../domain/run-result.ts';
import { outcomeOf } from './outcome.ts';
import { useManyText } from './use-text.ts';

export function OutcomeCell({
  name,
  runs,
  nothing,
  open,
  onToggle,
}: {
  name: string;
  runs: readonly RunResult[];
  /** What stands there when there are no runs. */
  nothing: string;
  open: boolean;
  onToggle: (open: boolean) => void;
}) {
  const text = useManyText();
  const outcome = outcomeOf(runs, text);
  if (!outcome) return <span className="nothing">{nothing}</span>;
  const { result, beside, failures } = outcome;
  const description = [`${result}, ${beside}`, ...failures, text.many.curves(name)].join('. ');
  return (
    <button
      type="button"
      className="cell"
      aria-pressed={open}
      aria-label={description}
      onClick={() => onToggle(!open)}
    >
      <span className="result number">{result}</span>
      <span className="beside number">{beside}</span>
      {failures.map((failure) => (
        <span key={failure} className="failure">
          {failure}
        </span>
      ))}
    </button>
  );
}
