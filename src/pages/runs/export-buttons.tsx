/** Chosen runs as files. There may be hundreds: they are written one by one, so that nothing that trains waits for them. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { KeptRun } from '../../domain/kept-run.ts';
import { nextTask } from '../../engine/next-task.ts';
import { library } from '../../lab/keeping/instance.ts';
import { csvOf } from '../../ui/save/csv.ts';
import { download, fileName, isoDate } from '../../ui/save/file.ts';
import { runLines, runsTableHead } from './runs-table.ts';
import type { DrawnRun } from './saved-chosen.ts';
import { useRunsText } from './use-text.ts';

const ICON = 16;

export function ExportButtons({ runs, drawn }: { runs: readonly KeptRun[]; drawn: readonly DrawnRun[] }) {
  const words = useRunsText().runsPage;
  const [isWriting, setIsWriting] = useState(false);
  // A button that is switched off would lose the focus: while one file is written, no other is begun.
  const save = async (write: () => Promise<readonly Blob[]>, ending: string) => {
    if (isWriting) return;
    setIsWriting(true);
    try {
      const files = await write();
      for (const [i, file] of files.entries()) {
        const subject = files.length > 1 ? `runs-${i + 1}` : 'runs';
        download(file, fileName(subject, isoDate(new Date()), ending));
      }
    } finally {
      setIsWriting(false);
    }
  };
  return (
    <>
      <button
        type="button"
        aria-busy={isWriting}
        onClick={() => void save(() => library.files(runs), 'json')}
      >
        <Download aria-hidden="true" size={ICON} />
        {words.exportJson}
      </button>
      <button type="button" aria-busy={isWriting} onClick={() => void save(() => csvFile(drawn), 'csv')}>
        <Download aria-hidden="true" size={ICON} />
        {words.exportCsv}
      </button>
    </>
  );
}

async function csvFile(drawn: readonly DrawnRun[]): Promise<Blob[]> {
  const parts = [new Blob([csvOf(runsTableHead)])];
  for (const [i, run] of drawn.entries()) {
    parts.push(new Blob([csvOf(runLines(run, i + 1))]));
    await nextTask();
  }
  return [new Blob(parts, { type: 'text/csv' })];
}
