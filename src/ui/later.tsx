/** A component whose program comes when it is first shown; one that did not come can be asked for again. */
import { type ComponentType, lazy } from 'react';

/** What asks again, of each component whose program did not come. */
const failed = new Set<() => void>();

export function later<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): ComponentType<P> {
  const make = () =>
    lazy(() =>
      load().catch((error: unknown) => {
        // React remembers a failure for good. By itself it would try at once, and again and again.
        failed.add(() => {
          current = make();
        });
        throw error;
      }),
    );
  let current = make();
  return function Later(props: P) {
    const Component = current;
    return <Component {...props} />;
  };
}

/** Programs that did not come are asked for when they are shown next. */
export function askAgain(): void {
  for (const renew of failed) renew();
  failed.clear();
}
