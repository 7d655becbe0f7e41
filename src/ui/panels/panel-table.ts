/** The values of a panel over steps, as a table: a row for each step, and for each network its line and the edges of its band. */
import type { Points } from '../../domain/points.ts';
import type { Table } from '../save/csv.ts';
import { type Column, stepTable } from '../save/step-table.ts';
import { columnName, type NameInFile, type PanelFile } from './panel-file.ts';
import type { Range, Value } from './place.ts';

export interface CurveFile extends PanelFile {
  /** What the line is, where it is not the quantity itself, and the edges of a band around it. */
  parts?: { line?: string; low: string; high: string };
}

export interface TabledCurve {
  name: string;
  values: readonly Value[];
  range?: readonly Range[];
}

export function panelTable(
  curves: readonly TabledCurve[],
  { quantity, parts }: CurveFile,
  nameInFile: NameInFile,
): Table {
  return stepTable(
    curves.flatMap(({ name, values, range }): Column[] => {
      const column = (part: string | undefined, points: Points) => ({
        name: columnName(name, part ? `${quantity}-${part}` : quantity, nameInFile(name)),
        points,
      });
      return [
        column(
          parts?.line,
          pointsOf(values, ({ value }) => value),
        ),
        ...(range
          ? [
              column(
                parts?.low ?? 'lowest',
                pointsOf(range, ({ low }) => low),
              ),
              column(
                parts?.high ?? 'highest',
                pointsOf(range, ({ high }) => high),
              ),
            ]
          : []),
      ];
    }),
  );
}

/** What is not a number is NaN, which a table leaves empty. */
function pointsOf<T extends { step: number }>(known: readonly T[], of: (one: T) => number | null): Points {
  return { steps: known.map(({ step }) => step), values: known.map((one) => of(one) ?? Number.NaN) };
}
