/** The glossary, in a sheet beside the page. */
import { BookOpen } from 'lucide-react';
import { useText } from '../text/language.ts';
import { later } from '../ui/later.tsx';
import { Sheet } from '../ui/sheet.tsx';

const GlossaryList = later(() => import('./glossary-list.tsx'));

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
      <GlossaryList />
    </Sheet>
  );
}
