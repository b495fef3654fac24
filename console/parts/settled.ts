/** What stands in a field, once it has stood still. */
import { useEffect, useState } from "preact/hooks";

/** Asked so long after the last change: a word, not each letter of it. */
const SETTLES_MS = 250;

/** The text as it was when it last stood still for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
