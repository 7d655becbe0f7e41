/** The glossary, in a sheet beside the page. */
import { BookOpen } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useText } from '../text/language.ts';
import { Sheet } from '../ui/sheet.tsx';

const GlossaryList = lazy(() => import('./glossary-list.tsx'));

export function GlossarySheet() {
  const text = useText();
  return (
    <Sheet
      side
      title={text.glossary}
      trigger={
        <button type="button" className="quiet">
          <BookOpen aria-hidden="true" size={17} />
          {text.glossary}
        </button>
      }
    >
      <Suspense>
        <GlossaryList />
      </Suspense>
    </Sheet>
  );
}
