/**
 * Draws a chart once more, apart from the page: always as large, in the colours of the light page, and without what is
 * read off it by a pointer. So a picture that was saved on a phone in the dark is one for a slide, too.
 */
import { createElement, type ReactNode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { plainColour } from './colour.ts';
import type { Pen } from './compose.ts';

/** That of the page without its web font, which pictures cannot load. */
const FONT =
  'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", sans-serif';

/** Milliseconds between two looks whether the chart is there, and how long it may take. */
const LOOK = 40;
const LATEST = 15_000;

export interface Apart {
  pen: Pen;
  draw(chart: ReactNode, width: number, height: number): Promise<SVGSVGElement>;
  close(): void;
}

export function openApart(): Apart {
  const place = document.createElement('div');
  place.className = 'on-paper';
  place.inert = true;
  place.setAttribute('aria-hidden', 'true');
  Object.assign(place.style, {
    position: 'fixed',
    left: '-10000px',
    top: '0',
    fontFamily: FONT,
  });
  document.body.append(place);
  let failure: unknown;
  // Another drawing's names, such as those of what it clips by, must not be the page's.
  const root = createRoot(place, {
    identifierPrefix: 'saved',
    onUncaughtError: (error) => {
      failure = error;
    },
  });
  const context = document.createElement('canvas').getContext('2d')!;
  const pen: Pen = {
    font: FONT,
    colour: (token) => {
      place.style.color = token;
      return plainColour(getComputedStyle(place).color).colour;
    },
    width: (text, size, isBold) => {
      context.font = `${isBold ? 600 : 400} ${size}px ${FONT}`;
      return context.measureText(text).width;
    },
  };
  return {
    pen,
    async draw(chart, width, height) {
      Object.assign(place.style, { width: `${width}px`, height: `${height}px` });
      root.render(createElement(Suspense, null, chart));
      const end = performance.now() + LATEST;
      for (let before = ''; performance.now() < end; ) {
        await new Promise((resolve) => setTimeout(resolve, LOOK));
        if (failure !== undefined) throw failure;
        const svg = place.querySelector('svg');
        // It is drawn piece by piece, its curves last.
        const now = svg?.querySelector('.curves, .sweep-layer, .multiple-base, .cube-cells')
          ? svg.outerHTML
          : '';
        if (svg && now && now === before) return svg;
        before = now;
      }
      throw new Error('The chart was not drawn in time.');
    },
    close() {
      root.unmount();
      place.remove();
    },
  };
}
