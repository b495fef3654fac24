/** Coupon codes as somebody pastes or exports them. Pure. */

/** What the Worker takes as a code: what a shop's checkout takes, and a shopper can type. */
const CODE = /^[A-Za-z0-9_-]{1,40}$/;

export interface CodeList {
  /** Each once, in order. */
  codes: string[];
  /** Texts that are no codes, each once. */
  unusable: string[];
}

/** Codes between line breaks, blanks, tabs, commas and semicolons; quotes around them are a spreadsheet's. */
export function readCodes(text: string): CodeList {
  const texts = text.split(/[\s,;]+/).map((one) => one.replaceAll(/^["']+|["']+$/g, ""));
  const each = [...new Set(texts.filter((one) => one !== ""))];
  return { codes: each.filter((one) => CODE.test(one)), unusable: each.filter((one) => !CODE.test(one)) };
}
