/**
 * The default look. A constructed style sheet needs no `style-src` of the site's policy, and `:where()` weighs
 * nothing, so that any rule of the site wins. Colours and shapes are custom properties: `--sv-surface`, `--sv-ink`,
 * `--sv-accent`, `--sv-accent-ink`, `--sv-radius`, `--sv-gap`, `--sv-image`.
 */
const LOOK = `[data-sv-filled]>:not(.sv){display:none!important}
:where(.sv,.sv *){box-sizing:border-box;margin:0}
:where(.sv){min-block-size:inherit;inline-size:100%;display:flex;gap:var(--sv-gap,1rem);color:var(--sv-ink,inherit)}
:where(.sv-offer){flex-wrap:wrap;align-items:center;align-content:center;padding:.5rem 1.25rem;row-gap:.5rem;background:var(--sv-surface,#eef2fb);color:var(--sv-ink,#16213a);border-radius:var(--sv-radius,.75rem)}
:where(.sv-words){flex:1 1 11rem}
:where(.sv-headline){font-size:1.15em;font-weight:600;line-height:1.3}
:where(.sv-image){inline-size:var(--sv-image,7rem);block-size:var(--sv-image,7rem);object-fit:contain}
:where(.sv-button){padding:.6em 1.1em;border-radius:var(--sv-radius,.75rem);background:var(--sv-accent,#1b4fd6);color:var(--sv-accent-ink,#fff);text-decoration:none;font-weight:600}
:where(.sv-second){background:none;color:inherit;text-decoration:underline}
:where(.sv-offer>.sv-list){flex:1 0 100%}
:where(.sv-countdown){font-variant-numeric:tabular-nums}
:where(.sv-coupon){padding:.5em .9em;border:1.5px dashed;border-radius:.5em;background:none;color:inherit;font:600 1em monospace;cursor:copy}
:where(.sv-products){flex-direction:column}
:where(.sv-list){flex:1;min-block-size:0;display:grid;grid-auto-flow:column;grid-auto-columns:minmax(9.5rem,1fr);gap:var(--sv-gap,1rem);padding:0;list-style:none;overflow-x:auto}
:where(.sv-card){min-inline-size:0;display:flex}
:where(.sv-link){flex:1;min-inline-size:0;display:flex;flex-direction:column;gap:.25rem;color:inherit;text-decoration:none}
:where(.sv-picture){flex:1 1 8rem;min-block-size:4rem;inline-size:100%;object-fit:cover;border-radius:var(--sv-radius,.75rem);background:var(--sv-surface,#eef2fb)}
:where(.sv-title){font-weight:600;line-height:1.3;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
:where(.sv-link:hover .sv-title){text-decoration:underline}
:where(.sv-price ins){text-decoration:none;font-weight:600}
@media (max-width:40rem){:where(.sv-image){display:none}}`;

/** Puts the look in a document or shadow root, once, and returns it. Where the browser cannot, the content is plain and still right. */
export function createLook(): (root: Node) => CSSStyleSheet {
  let sheet: CSSStyleSheet | undefined;
  return (root) => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(LOOK);
    }
    const sheets = (root as Partial<DocumentOrShadowRoot>).adoptedStyleSheets;
    if (sheets && !sheets.includes(sheet)) sheets.push(sheet);
    return sheet;
  };
}
