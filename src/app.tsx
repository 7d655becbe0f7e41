/** The frame around the pages: title, engine, language. */
import { useEffect } from 'react';
import { lab } from './lab/instance.ts';
import { ComparePage } from './pages/compare/compare-page.tsx';
import { EngineBadge } from './pages/engine-badge.tsx';
import { type Language, languageNames, useLanguage, useText } from './text/language.ts';

export function App() {
  const text = useText();
  const { language, speak } = useLanguage();
  const other: Language = language === 'ja' ? 'en' : 'ja';

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.repeat || isControl(event.target)) return;
      event.preventDefault();
      lab.toggle();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <div className="app">
      <header className="app-header">
        <h1>{text.title}</h1>
        <p className="tagline">{text.tagline}</p>
        <EngineBadge />
        <button type="button" className="quiet" lang={other} onClick={() => speak(other)}>
          {languageNames[other]}
        </button>
      </header>
      <ComparePage />
      <footer className="app-footer">{text.footer}</footer>
    </div>
  );
}

/** Whether an element has a use of its own for the space bar. */
function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, input, select, textarea, summary, a, [tabindex]') !== null
  );
}
