import type { ReactNode } from 'react';

/** Components that belong together. */
export interface SpecimenGroup {
  title: string;
  /** Whether each needs the width of a chart. */
  isWide?: boolean;
  /** By the names of their states. */
  specimens: Readonly<Record<string, ReactNode>>;
}
