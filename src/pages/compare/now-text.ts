/** The statement of what happens, as a sentence. */
import type { Statement } from '../../domain/now.ts';
import type { Text } from '../../text/text.ts';
import { countText, percent } from '../../ui/format.ts';

/** `names`: of the arms, such as "A without BN". */
export function statementText(statement: Statement, names: readonly string[], text: Text): string {
  const words = text.now;
  const points = (share: number) => (share * 100).toFixed(1);
  switch (statement.kind) {
    case 'waiting':
      return words.waiting;
    case 'beginning':
      return words.beginning;
    case 'nan':
      return (statement.isSumOfLogs ? words.nanOfLogs : words.nan)(
        names[statement.run]!,
        countText(statement.step),
      );
    case 'collapsed': {
      const { run, digit, step, saturation } = statement;
      return saturation === undefined
        ? words.collapsed(names[run]!, digit, countText(step))
        : words.saturated(names[run]!, digit, countText(step), saturation.toFixed(2));
    }
    case 'plateau':
      return words.plateau(names[statement.run]!, percent(statement.accuracy), countText(statement.step));
    case 'fallen':
      return words.fallen(names[statement.run]!, percent(statement.from), countText(statement.step));
    case 'ahead':
      return words.ahead(
        names[statement.run]!,
        points(statement.points),
        names[statement.other]!,
        countText(statement.step),
      );
    case 'alike':
      return words.alike(percent(statement.accuracy), countText(statement.step));
    case 'reached':
      return words.reached(
        names[statement.run]!,
        percent(statement.milestone, 0),
        countText(statement.step),
        names[statement.other]!,
      );
    case 'endedAhead':
      return words.endedAhead(names[statement.run]!, points(statement.points), names[statement.other]!);
    case 'endedAlike':
      return words.endedAlike(percent(statement.accuracy));
  }
}

/** What a screen reader is told of: a change of kind or of run, and not every number. */
export function isMilestone({ kind }: Statement): boolean {
  return !['waiting', 'beginning', 'ahead', 'alike'].includes(kind);
}
