/** What of the runs is listed, and in which order; and the way in for files. */
import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { sortings, sources } from '../../domain/run-list.ts';
import { verdictSchema } from '../../domain/verdict.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { chooseInRuns, useRunsState } from './state.ts';
import { useRunsText } from './use-text.ts';

const kinds = ['all', 'none', 'batch', 'group', 'ghost', 'noisy-batch'] as const;
const verdicts = [
  'all',
  ...verdictSchema.def.options.map((option) => option.shape.kind.def.values[0]!),
] as const;

export function ListControls({ onImport }: { onImport: (files: Iterable<File>) => void }) {
  const words = useRunsText().runsPage;
  const { search, sorting, normalization, verdict, source } = useRunsState();
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className="list-controls">
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        onChange={(event) => chooseInRuns({ search: event.target.value })}
      />
      <MenuButton
        label={words.sort}
        options={sortings.map((value) => ({ value, label: words.sortings[value] }))}
        value={sorting}
        onChange={(value) => chooseInRuns({ sorting: value })}
      />
      <MenuButton
        label={words.source}
        options={sources.map((value) => ({
          value,
          label: value === 'all' ? `${words.source}: ${words.all}` : words.sources[value],
        }))}
        value={source}
        onChange={(value) => chooseInRuns({ source: value })}
      />
      <MenuButton
        label={words.normalization}
        options={kinds.map((value) => ({
          value,
          label: value === 'all' ? `${words.normalization}: ${words.all}` : words.kinds[value],
        }))}
        value={normalization}
        onChange={(value) => chooseInRuns({ normalization: value })}
      />
      <MenuButton
        label={words.verdict}
        options={verdicts.map((value) => ({
          value,
          label: value === 'all' ? `${words.verdict}: ${words.all}` : words.verdicts[value],
        }))}
        value={verdict}
        onChange={(value) => chooseInRuns({ verdict: value })}
      />
      <button type="button" onClick={() => file.current?.click()}>
        <Upload aria-hidden="true" size={16} />
        {words.import}
      </button>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        multiple
        hidden
        aria-label={words.import}
        onChange={(event) => {
          onImport([...(event.target.files ?? [])]);
          // The same file again is news again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
