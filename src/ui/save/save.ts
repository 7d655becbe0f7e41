/** Makes the files of a chart; loaded when the first one is asked for. */
import type { ReactNode } from 'react';
import { openApart } from './apart.ts';
import { compose, layoutOf, type PictureWords } from './compose.ts';
import { csvOf, type Table } from './csv.ts';
import { readDrawing } from './drawing.ts';
import { download, fileName, isoDate } from './file.ts';
import { pngOf } from './png.ts';
import { svgText } from './svg.ts';

/** A chart that can be saved. Its words and numbers are asked for when they are needed. */
export interface Saveable {
  /** Part of the files' names: letters of ASCII, with hyphens. */
  subject: string;
  chart: ReactNode;
  /** `date`: of the day, in ISO 8601. */
  words: (date: string) => PictureWords;
  table: () => Table;
}

export type FileKind = 'png' | 'svg' | 'csv';

/** Gives the name of the file that was saved. */
export async function saveAs(kind: FileKind, saveable: Saveable): Promise<string> {
  const date = isoDate(new Date());
  const name = fileName(saveable.subject, date, kind);
  const file =
    kind === 'csv'
      ? new Blob([csvOf(saveable.table())], { type: 'text/csv;charset=utf-8' })
      : await pictureOf(kind, saveable, date);
  download(file, name);
  return name;
}

async function pictureOf(kind: 'png' | 'svg', { chart, words }: Saveable, date: string): Promise<Blob> {
  const said = words(date);
  const apart = openApart();
  try {
    const layout = layoutOf(said, apart.pen);
    const drawn = await apart.draw(chart, layout.chart.width, layout.chart.height);
    const svg = svgText(compose(said, layout, readDrawing(drawn), apart.pen));
    return kind === 'png'
      ? await pngOf(svg, layout.width, layout.height)
      : new Blob([svg], { type: 'image/svg+xml' });
  } finally {
    apart.close();
  }
}
