/** What can be done with chosen runs: taken along, opened, copied, deleted. */
import { CopyPlus, Trash2 } from 'lucide-react';
import type { Comparison } from '../../domain/comparison.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import { isRecorded } from '../../domain/run-list.ts';
import { lab } from '../../lab/instance.ts';
import { library } from '../../lab/keeping/instance.ts';
import { settingName } from '../shared/arm-names.ts';
import { linkTo } from '../shared/link-to.ts';
import type { Unfit } from './chosen-link.ts';
import { ExportButtons } from './export-buttons.tsx';
import { LinkButton } from './link-button.tsx';
import type { DrawnRun } from './saved-chosen.ts';
import { chooseInRuns } from './state.ts';
import { useRunsText } from './use-text.ts';

const ICON = 16;

export function ChosenActions({
  runs,
  drawn,
  comparison,
  onCopy,
}: {
  runs: readonly KeptRun[];
  drawn: readonly DrawnRun[];
  comparison: Comparison | Unfit;
  onCopy: (runs: readonly KeptRun[]) => void;
}) {
  const words = useRunsText().runsPage;
  const own = runs.filter((run) => !isRecorded(run));
  const foreign = runs.filter(isRecorded);
  const fitting = 'kind' in comparison ? undefined : comparison;
  return (
    <>
      <div className="run-actions">
        <button
          type="button"
          disabled={!fitting}
          onClick={() => {
            if (!fitting) return;
            lab.show(fitting);
            location.hash = 'compare';
          }}
        >
          {words.open}
        </button>
        <LinkButton address={fitting && linkTo(fitting)} />
        <ExportButtons runs={runs} drawn={drawn} />
        {foreign.length > 0 && (
          <button type="button" onClick={() => onCopy(foreign)}>
            <CopyPlus aria-hidden="true" size={ICON} />
            {words.copy(foreign.length)}
          </button>
        )}
        {own.length > 0 && (
          <button
            type="button"
            onClick={() => {
              library.remove(own.map(({ id }) => id));
              chooseInRuns({ chosen: new Set(foreign.map(({ id }) => id)) });
            }}
          >
            <Trash2 aria-hidden="true" size={ICON} />
            {foreign.length > 0 ? words.deleteOwn(own.length) : words.delete}
          </button>
        )}
      </div>
      {runs.length === 1 && <p className="hint">{words.beside}</p>}
      {'kind' in comparison && <WhyUnfit why={comparison} />}
      {foreign.length > 0 && <p className="hint">{words.readOnly}</p>}
    </>
  );
}

/** Why runs cannot be opened side by side. */
function WhyUnfit({ why }: { why: Unfit }) {
  const text = useRunsText();
  const words = text.runsPage.unfit;
  return (
    <p className="hint">
      {why.kind === 'too-many'
        ? words.tooMany
        : words.differ(text.list(why.settings.map((setting) => settingName(setting, text))))}
    </p>
  );
}
