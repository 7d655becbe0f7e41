/** What a panel and its networks are called in files. */

/** What a saved panel says that is not to be seen in it. */
export interface PanelFile {
  /** What is drawn, in letters of ASCII with hyphens, such as "conv1-gradient-length": of files and their columns. */
  quantity: string;
  /** The one network that it is about, by its letter, where each has a panel of its own. */
  of?: string;
  /** What is to be said besides its title. */
  said?: readonly string[];
}

/** What a network is called in a table, by its letter. */
export type NameInFile = (letter: string) => string;

/** The name of a network's column: "B conv1_gradient_length (with BN, seed 1)". */
export function columnName(letter: string, quantity: string, inBrackets: string): string {
  return `${letter} ${quantity.replaceAll('-', '_')} (${inBrackets})`;
}
