/** A text as it is searched: without diacritics (đ is d), in lower case, single spaces. "Thủ Dầu Một" → "thu dau mot". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[\s·/_-]+/g, ' ')
    .trim();
}

/** How well a folded text answers folded words: higher is better, 0 not at all. Every word must be in it. */
function match(text: string, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 ? 3 : text[at - 1] === ' ' ? 2 : 1;
  }
  return score + 1 / (1 + text.length);
}

/** Words of what somebody typed. */
function wordsOf(typed: string): readonly string[] {
  return fold(typed)
    .split(' ')
    .filter((word) => word !== '');
}

/** Items that answer what was typed, best first; all of them, in their order, when nothing was. */
export function searched<T>(items: readonly T[], typed: string, textOf: (item: T) => string): readonly T[] {
  const words = wordsOf(typed);
  if (words.length === 0) return items;
  return items
    .map((item) => ({ item, score: match(fold(textOf(item)), words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
