/** A visitor's own files on their way to what is trained on. */
import { useCallback, useEffect, useState } from 'react';
import { asOwnProblem } from '../../data/own/errors.ts';
import type { OwnProblem, OwnRead } from '../../data/own/messages.ts';
import { withShared } from '../../domain/comparison.ts';
import type { OwnData } from '../../domain/data-set.ts';
import { chosenData, lab, ownData } from '../../lab/instance.ts';

export type Reading =
  | { kind: 'nothing' }
  | { kind: 'reading' }
  | { kind: 'read'; read: OwnRead; files: readonly string[] }
  | { kind: 'failed'; problem: OwnProblem };

/** Reads files, one choice of them at a time: what an earlier choice turns out to be is not heard. */
export function useReading(): { reading: Reading; read: (files: readonly File[]) => void } {
  const [reading, setReading] = useState<Reading>({ kind: 'nothing' });
  const [choice, setChoice] = useState<readonly File[]>();
  const read = useCallback((files: readonly File[]) => {
    if (files.length > 0) setChoice([...files]);
  }, []);
  useEffect(() => {
    if (!choice) return;
    let isWanted = true;
    const tell = (next: Reading) => isWanted && setReading(next);
    tell({ kind: 'reading' });
    const files = choice.map(({ name }) => name);
    ownData
      .client()
      .then((client) => client.read(choice))
      .then((found) => {
        tell({ kind: 'read', read: found, files });
        return keepMissed(found.hash);
      })
      .catch((error: unknown) => tell({ kind: 'failed', problem: asOwnProblem(error) }));
    return () => {
      isWanted = false;
    };
  }, [choice]);
  return { reading, read };
}

/** What was read may be what the runs have been waiting for. */
async function keepMissed(hash: string): Promise<void> {
  const { comparison, data } = lab.store.getState();
  const chosen = comparison.shared.data;
  if (chosen.kind === 'own' && chosen.hash === hash && data.phase === 'failed') await trainOn(chosen);
}

/** Keeps own data where the browser lets it, and has the lab train on them; whether they are kept. */
export async function trainOn(data: OwnData): Promise<boolean> {
  const client = await ownData.client();
  const isKept = await client.keep(data);
  lab.change(withShared(lab.store.getState().comparison, { data }), 'data');
  // They may be those that were missed.
  chosenData.retry();
  return isKept;
}

/** Own data that are kept, and how to forget some; undefined until they are known. */
export function useKept(): { kept: readonly OwnData[] | undefined; forget: (hash: string) => void } {
  const [kept, setKept] = useState<readonly OwnData[]>();
  const look = useCallback(() => {
    ownData
      .client()
      .then((client) => client.list())
      .then(setKept, () => setKept([]));
  }, []);
  useEffect(look, [look]);
  const forget = (hash: string) =>
    void ownData
      .client()
      .then((client) => client.delete(hash))
      .then(look, look);
  return { kept, forget };
}
