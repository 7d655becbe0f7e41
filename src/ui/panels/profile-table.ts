/** The values of a profile as a table: a row for each place, and a column for each network. */
import type { Table } from '../save/csv.ts';
import { columnName, type NameInFile, type PanelFile } from './panel-file.ts';

export interface ProfileFile extends PanelFile {
  /** What the places are: the names of one or more columns, and a row for each place. */
  places: Table;
}

export interface TabledProfile {
  name: string;
  step?: number | undefined;
  values: readonly (number | null)[];
}

export function profileTable(
  curves: readonly TabledProfile[],
  { quantity, places: [names = [], ...places] }: ProfileFile,
  nameInFile: NameInFile,
): Table {
  return [
    [
      ...names,
      ...curves.map(({ name, step }) =>
        // Networks may have been looked into after different steps.
        columnName(name, quantity, `${nameInFile(name)}${step === undefined ? '' : `, step ${step}`}`),
      ),
    ],
    ...places.map((place, i) => [...place, ...curves.map(({ values }) => values[i])]),
  ];
}
