/** Starts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openLab } from './lab/instance.ts';
import { openOffline } from './offline/open.ts';
import { openScripting } from './scripting.ts';
import { Part } from './ui/part.tsx';
import { openTheme } from './ui/theme.ts';
import { whenIdle } from './ui/when-idle.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/over.css';
import './styles/panels.css';
import './styles/charts.css';
import './styles/compare.css';
import './styles/now.css';
import './styles/rate.css';
import './styles/digits.css';
import './styles/multiples.css';
import './styles/inside.css';
import './styles/many.css';
import './styles/reproduce.css';
import './styles/sweep.css';
import './styles/runs.css';
import './styles/own-data.css';

openTheme();
openLab();
openScripting();
// It has time until the first checkpoint, or until the page is left.
whenIdle(() => void import('./lab/keeping/instance.ts'));
openOffline();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Part size="page">
      <App />
    </Part>
  </StrictMode>,
);
