/** A sentence whose learning rates stay whole: browsers may break a line at the hyphen of 1E-3. */
const RATE = /(\d+(?:\.\d+)?E-\d+(?:@\d+)?)/;

export function Unbroken({ children }: { children: string }) {
  return children.split(RATE).map((part, i) =>
    // What was searched for stands at every second place.
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part's place is what it is.
      <span key={i} className="unbroken">
        {part}
      </span>
    ),
  );
}
