/** Which site this console looks at. */

/** The demo's site, which every development host has. */
const DEFAULT_SITE = "demo";

/** The site's id: `?site=` or the demo. */
export const SITE = new URLSearchParams(location.search).get("site") ?? DEFAULT_SITE;

/** The public key a site has by convention, until its settings are known. */
export const CONVENTIONAL_KEY = `pk_${SITE}`;
