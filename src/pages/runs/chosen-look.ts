import { armLooks, seedDash } from '../shared/arm-looks.ts';

/** How a chosen run looks, by its number from 1: colours come again with other dashes. */
export function chosenLook(number: number): { colour: string; dash?: string } {
  const index = Math.max(0, number - 1);
  const { colour } = armLooks[index % armLooks.length]!;
  return { colour, ...seedDash(Math.floor(index / armLooks.length)) };
}
