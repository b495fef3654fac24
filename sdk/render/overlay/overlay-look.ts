/**
 * The look of what stands over the page. It lives in a shadow root, where the page's rules do not reach; `!important` on
 * the host, because there the page's would. `light-dark()` follows the page's own `color-scheme`, not the device's: a page
 * that knows no dark gets none. Everything is logical, so that right-to-left needs no rule of its own. Sizes
 * are the reader's own (`medium`), whatever the page makes of them.
 */
export const OVERLAY_LOOK = `:host{all:initial!important;font-family:inherit!important;font-size:medium!important;line-height:1.4!important;color-scheme:inherit!important;display:block!important;position:fixed!important;z-index:2147483647!important;inset:0 0 auto!important}
:host(.sv-toast){inset:auto!important;inset-inline-end:1em!important;inset-block-end:1em!important;max-inline-size:min(24em,calc(100vw - 2em))!important}
:host(.sv-modal){inset:0!important;pointer-events:none!important}
:host(.sv-covering){visibility:hidden!important}
.frame{position:relative;box-sizing:border-box;inline-size:auto;max-block-size:90vh;max-block-size:90dvh;margin:0;padding:0;border:0;overflow:auto;overscroll-behavior:contain;background:var(--sv-surface,#fff);background:var(--sv-surface,light-dark(#fff,#1d2433));color:var(--sv-ink,#16213a);color:var(--sv-ink,light-dark(#16213a,#eef1f8));box-shadow:0 .3em 1.5em #0005;border-radius:0}
.sv-toast>.frame{border-radius:var(--sv-radius,.75em)}
.frame .sv-offer{padding-inline-end:3.25em;background:none;color:inherit;border-radius:0}
.sv-bar>.frame .sv-offer{justify-content:center}
dialog.frame{pointer-events:auto;margin:auto;inline-size:min(32em,calc(100vw - 2em));border-radius:var(--sv-radius,.75em)}
dialog.frame .sv-offer{padding-block:1.5em}
dialog .sv-words{flex-basis:100%}
.frame::backdrop{background:#000a}
.frame:focus{outline:0}
.close{position:absolute;inset-block-start:.25em;inset-inline-end:.25em;inline-size:44px;block-size:44px;padding:0;border:0;border-radius:50%;background:none;color:inherit;font:1.5em/1 sans-serif;cursor:pointer}
.close:hover{background:#8883}
:focus-visible{outline:2px solid;outline-offset:-3px}
@media (prefers-reduced-motion:no-preference){.frame{animation:in .2s ease-out}@keyframes in{from{opacity:0;translate:0 .75em}}.sv-bar>.frame{animation-name:down}@keyframes down{from{translate:0 -100%}}}
@media (forced-colors:active){.frame{border:1px solid}}`;
