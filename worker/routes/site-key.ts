/** Public keys are `pk_<site>` or `pk_<site>_<anything>`: the key itself says which SiteObject to ask whether it is valid. */
const KEY = /^pk_([a-z0-9-]{1,48})(?:_[A-Za-z0-9]{1,64})?$/;
const SITE = /^[a-z0-9-]{1,48}$/;

/** The site a key belongs to if it is genuine; `undefined` where it cannot be. */
export function siteOfKey(key: string): string | undefined {
  return KEY.exec(key)?.[1];
}

/** Whether this can be a site's id: 1–48 of `a–z 0–9 -`. */
export function isSiteId(text: string): boolean {
  return SITE.test(text);
}
