import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Switch } from './controls.tsx';

test('a switch is called what is to be read beside it', () => {
  const name = createElement('b', null, 'Run A');
  const html = renderToStaticMarkup(Switch({ checked: true, onChange: () => {}, children: name }));
  expect(html).toMatch(/^<label[^>]*><span[^>]*><b>Run A<\/b><\/span><span [^>]*role="switch"/);
  expect(html).not.toMatch(/aria-label=|title=/);
});
