/** A coupon code that a click copies. */
import { element } from "./element.ts";

/** "Copy the code" and "Copied", by primary language subtag. */
const WORDS: Record<string, [copy: string, copied: string]> = {
  en: ["Copy code", "Copied"],
  es: ["Copiar código", "Copiado"],
  zh: ["复制优惠码", "已复制"],
};

/** @param clicked Called before copying. */
export function couponButton(code: string, clicked: () => void): HTMLButtonElement {
  const [copy, copied] = WORDS[document.documentElement.lang.split("-")[0]!] ?? WORDS["en"]!;
  const button = element("button", "sv-coupon", code, { type: "button", "aria-label": `${copy}: ${code}` });
  button.title = copy;
  button.addEventListener("click", () => {
    clicked();
    // Selected as well: where the clipboard is closed to the page, the shopper's own copy command works.
    getSelection()?.selectAllChildren(button);
    navigator.clipboard?.writeText(code).then(
      () => {
        button.title = copied;
        button.setAttribute("aria-label", `${copied}: ${code}`);
      },
      () => undefined,
    );
  });
  return button;
}
