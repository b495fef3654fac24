/** Finds by words, forgiving: "off shoe" finds "Shoe week, an offer". Pure. */

/** How well a word of the query meets a word of the text; less is better. */
const EXACT = 0;
const BEGINNING = 1;
const INSIDE = 2;
const LETTERS = 3;
/** Letters in order but apart mean little when they are few. */
const LETTERS_AT_LEAST = 3;

/**
 * How well `text` meets every word of `query`: 0 is best, `undefined` where a word is not met. An empty query is met by
 * everything.
 */
export function matchWords(query: string, text: string): number | undefined {
  const words = folded(text).split(/[\s/_\-.:·,]+/u);
  const whole = folded(text);
  let sum = 0;
  for (const wanted of folded(query).split(/\s+/u).filter(Boolean)) {
    const best = Math.min(...words.map((word) => distance(wanted, word)), whole.includes(wanted) ? INSIDE : Infinity);
    if (best === Infinity) return undefined;
    sum += best;
  }
  return sum;
}

/** Without case and accents, so that "mas" finds "Más". */
function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

function distance(wanted: string, word: string): number {
  if (word === wanted) return EXACT;
  if (word.startsWith(wanted)) return BEGINNING;
  if (word.includes(wanted)) return INSIDE;
  return wanted.length >= LETTERS_AT_LEAST && hasInOrder(word, wanted) ? LETTERS : Infinity;
}

function hasInOrder(word: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = word.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
