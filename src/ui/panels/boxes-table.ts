/** What boxes show, as a table: a row for each network. */
import type { Table } from '../save/csv.ts';
import type { NameInFile, PanelFile } from './panel-file.ts';

export interface BoxesFile extends PanelFile {
  /** What the values of a box are, from tail to tail. */
  parts: readonly string[];
}

export interface TabledBox {
  name: string;
  step?: number | undefined;
  values: readonly number[] | null;
}

export function boxesTable(
  boxes: readonly TabledBox[],
  { quantity, parts }: BoxesFile,
  nameInFile: NameInFile,
): Table {
  const prefix = quantity.replaceAll('-', '_');
  return [
    ['network', 'setting', 'step', ...parts.map((part) => `${prefix}_${part}`)],
    ...boxes.map(({ name, step, values }) => [
      name,
      nameInFile(name),
      step,
      ...parts.map((_, i) => values?.[i]),
    ]),
  ];
}
