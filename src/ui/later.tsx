/** A component whose program comes when it is first shown; one that did not come is asked for when it is shown anew. */
import { type ComponentType, lazy } from 'react';

type Program<P> = Promise<{ default: ComponentType<P> }>;

/** What asks again, of each component whose program did not come. */
const failed = new Set<() => void>();

/** `begun`: what is needed in any case is asked for at once, and not when it is first shown. */
export function later<P extends object>(load: () => Program<P>, begun?: 'begun'): ComponentType<P> {
  let first = begun && load();
  // Whoever shows it is told.
  first?.catch(() => {});
  const make = () =>
    lazy(() => {
      const program = first ?? load();
      first = undefined;
      return program.catch((error: unknown) => {
        // React remembers a failure for good. By itself it would try at once, and again and again.
        failed.add(() => {
          current = make();
        });
        throw error;
      });
    });
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
