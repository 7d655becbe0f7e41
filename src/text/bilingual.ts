/** Words that must be there in every language: Japanese has the shape that English has. */
export function bilingual<T>(words: { en: T; ja: NoInfer<T> }): { en: T; ja: T } {
  return words;
}
