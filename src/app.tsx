/** The frame around the pages: title, pages, engine, language. */
import { lazy, Suspense, useEffect } from 'react';
import { lab } from './lab/instance.ts';
import { ComparePage } from './pages/compare/compare-page.tsx';
import { EngineBadge } from './pages/engine-badge.tsx';
import { type PageName, pageNames, usePage } from './pages/shared/route.ts';
import { type Language, languageNames, useLanguage, useText } from './text/language.ts';

const pages: Record<PageName, React.ComponentType> = {
  compare: ComparePage,
  reproduce: lazy(() => import('./pages/reproduce/reproduce-page.tsx')),
  sweep: lazy(() => import('./pages/sweep/sweep-page.tsx')),
};

export function App() {
  const text = useText();
  const { language, speak } = useLanguage();
  const other: Language = language === 'ja' ? 'en' : 'ja';
  const name = usePage();
  const Page = pages[name];

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  useEffect(() => {
    document.title = name === 'compare' ? text.title : `${text.pages[name]} · ${text.title}`;
  }, [name, text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top; another language does not.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [name]);

  useEffect(() => {
    if (name !== 'compare') return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.repeat || isControl(event.target)) return;
      event.preventDefault();
      lab.toggle();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [name]);

  return (
    <div className="app">
      <header className="app-header">
        <h1>{text.title}</h1>
        <nav className="pages" aria-label={text.pages.label}>
          {pageNames.map((page) => (
            <a key={page} href={`#${page}`} aria-current={page === name ? 'page' : undefined}>
              {text.pages[page]}
            </a>
          ))}
        </nav>
        <EngineBadge />
        <button type="button" className="quiet" lang={other} onClick={() => speak(other)}>
          {languageNames[other]}
        </button>
      </header>
      {/* With a key the page before goes at once; without, it would stay hidden until the next is loaded. */}
      <Suspense key={name} fallback={<main className="many" />}>
        <Page />
      </Suspense>
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
