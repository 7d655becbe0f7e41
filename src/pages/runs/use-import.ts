/** Files of runs on their way into the browser's storage, and what became of them. */
import { useRef, useState } from 'react';
import { library } from '../../lab/keeping/instance.ts';
import { useRunsText } from './use-text.ts';

/** Faults of a file that are named; more would be a list that nobody reads. */
const FEW = 5;
/** Runs that are read between two changes of the number that is shown. */
const OFTEN = 10;

export interface Import {
  /** Runs that were read so far; undefined: nothing is imported. */
  read: number | undefined;
  /** What became of it, line by line. */
  news: readonly string[];
  tell: (news: readonly string[]) => void;
  take: (files: Iterable<File>) => Promise<void>;
  stop: () => void;
}

export function useImport(): Import {
  const words = useRunsText().runsPage;
  const [news, tell] = useState<readonly string[]>([]);
  const [read, setRead] = useState<number>();
  const stopping = useRef<AbortController>(undefined);
  const take = async (files: Iterable<File>) => {
    const all = [...files];
    // One at a time: what is dropped meanwhile would be mixed up with it.
    if (all.length === 0 || stopping.current) return;
    const controller = new AbortController();
    const { signal } = controller;
    stopping.current = controller;
    setRead(0);
    const lines: string[] = [];
    let total = 0;
    try {
      for (const file of all) {
        const onRead = (count: number) => {
          if (count % OFTEN === 0) setRead(total + count);
        };
        const { count, faults } = await library.importFile(file, { stop: signal, onRead });
        total += count;
        const failures = faults.map((fault) =>
          fault.kind === 'run' ? words.brokenRun(fault.number, fault.place) : words.fileFaults[fault.kind],
        );
        const ofFile = [
          ...failures.slice(0, FEW),
          ...(signal.aborted && count === 0 ? [words.importStopped] : []),
        ];
        lines.push(...ofFile.map((line) => (all.length > 1 ? words.inFile(file.name, line) : line)));
        if (signal.aborted) break;
      }
    } finally {
      stopping.current = undefined;
      setRead(undefined);
    }
    tell([...(total > 0 ? [words.imported(total)] : []), ...lines]);
  };
  return { read, news, tell, take, stop: () => stopping.current?.abort() };
}
