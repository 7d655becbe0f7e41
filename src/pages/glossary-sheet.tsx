/** All terms with their explanations. */
import { BookOpen } from 'lucide-react';
import type { TermName } from '../text/glossary.ts';
import { useText } from '../text/language.ts';
import { Sheet } from '../ui/sheet.tsx';

export function GlossarySheet() {
  const { glossary } = useText();
  const names = Object.keys(glossary.terms) as TermName[];
  return (
    <Sheet
      side
      title={glossary.title}
      trigger={
        <button type="button" className="quiet">
          <BookOpen aria-hidden="true" size={17} />
          {glossary.title}
        </button>
      }
    >
      <dl className="glossary">
        {names.map((name) => (
          <div key={name}>
            <dt>{glossary.terms[name].term}</dt>
            <dd>{glossary.terms[name].explanation}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
