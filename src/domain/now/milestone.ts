/** Which statements are worth interrupting a listener for. */
import type { Statement } from './statement.ts';

/**
 * A text that changes when something has happened: a run became NaN, collapsed, is on a plateau, was overtaken, or all have
 * ended. Numbers that go on changing do not change it. Empty while nothing has happened.
 */
export function milestoneKey(statement: Statement): string {
  switch (statement.kind) {
    case 'nan':
    case 'collapsed':
    case 'plateau':
      return [statement.kind, statement.arm, ...statement.also].join(' ');
    case 'overtaken':
      return [statement.kind, statement.arm, statement.overtaken].join(' ');
    case 'ended':
      return [statement.kind, statement.result.kind].join(' ');
    default:
      return '';
  }
}
