/** Starts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openLab } from './lab/instance.ts';
import { openScripting } from './scripting.ts';
import './styles/tokens.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/many.css';

openLab();
openScripting();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
