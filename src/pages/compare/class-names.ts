/** What the classes of the chosen data are called. */
import { classCount, className, type DataSet } from '../../domain/data-set.ts';
import { classes } from '../../domain/network.ts';
import { useLab } from '../../lab/instance.ts';

export function useData(): DataSet {
  return useLab((state) => state.comparison.shared.data);
}

/** Classes that there are and, of the network's other outputs, those that were answered. */
export function shownClasses(data: DataSet, predictions: readonly number[] = []): number[] {
  return classes.filter((label) => label < classCount(data) || (predictions[label] ?? 0) > 0);
}

export function useClassName(): (label: number) => string {
  const data = useData();
  return (label) => className(data, label);
}
