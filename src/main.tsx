/** Starts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openLab } from './lab/instance.ts';
import { openScripting } from './scripting.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/panels.css';
import './styles/charts.css';
import './styles/compare.css';
import './styles/now.css';
import './styles/many.css';
import './styles/reproduce.css';
import './styles/sweep.css';

openLab();
openScripting();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
