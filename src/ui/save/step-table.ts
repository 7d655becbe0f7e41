/** Curves of several runs as one table, a row for each step that any of them has. */
import type { Points } from '../../domain/points.ts';
import type { Table } from './csv.ts';

export interface Column {
  name: string;
  points: Points;
}

export function stepTable(columns: readonly Column[]): Table {
  const values = columns.map(
    ({ points: { steps, values } }) => new Map(Array.from(steps, (step, i) => [step, values[i]])),
  );
  const steps = [...new Set(values.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  return [
    ['step', ...columns.map(({ name }) => name)],
    ...steps.map((step) => [step, ...values.map((column) => column.get(step))]),
  ];
}
