/** Where a key moves among places in rows of equal length. */

/** The place after a key, the same one at an edge; undefined for keys that do not move. */
export function placeAfter(key: string, place: number, count: number, columns: number): number | undefined {
  const target = targetOf(key, place, count, columns);
  if (target === undefined) return undefined;
  return target >= 0 && target < count ? target : place;
}

function targetOf(key: string, place: number, count: number, columns: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return place - 1;
    case 'ArrowRight':
      return place + 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
  // In a single row these scroll the page.
  if (columns >= count) return undefined;
  if (key === 'ArrowUp') return place - columns;
  return key === 'ArrowDown' ? place + columns : undefined;
}
