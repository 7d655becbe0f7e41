/** What the scripting interface does with images of one's own; loaded when a program asks for it. */
import { OwnDataError } from './data/own/errors.ts';
import { withShared } from './domain/comparison.ts';
import { type OwnData, ownDataSchema } from './domain/data-set.ts';
import { chosenData, lab, ownData } from './lab/instance.ts';
import { problemText } from './text/problems.ts';

/**
 * Reads four files, and has the lab train on them; gives the data set, or what is wrong with the files. `name`: theirs, where
 * no data of the lab have these contents.
 */
export async function trainOn(
  files: readonly File[],
  name: string,
): Promise<{ data: OwnData } | { problem: string }> {
  try {
    const client = await ownData.client();
    const { hash, train, test, classes } = await client.read(files);
    const { comparison } = lab.store.getState();
    const named = comparison.shared.data;
    const numbers = Array.from({ length: classes }, (_, label) => String(label));
    const data = ownDataSchema.parse(
      named.kind === 'own' && named.hash === hash
        ? named
        : { kind: 'own', name, hash, train, test, classes: numbers },
    );
    await client.keep(data);
    lab.change(withShared(comparison, { data }), 'data');
    chosenData.retry();
    return { data };
  } catch (error) {
    if (!(error instanceof OwnDataError)) throw error;
    return { problem: problemText(error.problem, 'en') };
  }
}
