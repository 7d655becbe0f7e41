/** An answer about more networks than a sentence can hold. */
import type { AnswerTable as Table } from './answers.ts';
import { useInsideView } from './inside-context.ts';
import { InsideExplained } from './sentence-text.tsx';
import { useInsideText } from './use-text.ts';

export function AnswerTable({ table: { caption, columns, rows } }: { table: Table }) {
  const text = useInsideText();
  const { arms } = useInsideView();
  return (
    <table className="answer-table number">
      <caption>
        <InsideExplained>{caption}</InsideExplained>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{text.inside.network}</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ arm, name, cells }) => (
          <tr key={name} style={{ color: arms[arm]?.colour }}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell belongs to its column.
              <td key={i}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
