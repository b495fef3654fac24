/**
 * The look of what stands over the page. It lives in a shadow root, where the page's rules do not reach; `!important` on
 * the host, because there the page's would. `light-dark()` follows the page's own `color-scheme`, not the device's: a page
 * that knows no dark gets none. Everything is logical, so that right-to-left needs no rule of its own.
 */
export const OVERLAY_LOOK = `:host{all:initial!important;font:inherit!important;color-scheme:inherit!important;display:block!important;position:fixed!important;z-index:2147483647!important;inset:0 0 auto!important}
:host(.sv-toast){inset:auto!important;inset-inline-end:1rem!important;inset-block-end:1rem!important;max-inline-size:min(24rem,calc(100vw - 2rem))!important}
:host(.sv-modal){inset:0!important;pointer-events:none!important}
:host(.sv-covering){visibility:hidden!important}
.frame{position:relative;box-sizing:border-box;inline-size:auto;max-block-size:90vh;max-block-size:90dvh;margin:0;padding:0;border:0;overflow:auto;overscroll-behavior:contain;background:var(--sv-surface,#fff);background:var(--sv-surface,light-dark(#fff,#1d2433));color:var(--sv-ink,#16213a);color:var(--sv-ink,light-dark(#16213a,#eef1f8));box-shadow:0 .3rem 1.5rem #0005;border-radius:0}
.sv-toast>.frame{border-radius:var(--sv-radius,.75rem)}
.frame .sv-offer{padding-inline-end:3.25rem;background:none;color:inherit;border-radius:0}
.sv-bar>.frame .sv-offer{justify-content:center}
dialog.frame{pointer-events:auto;margin:auto;inline-size:min(32rem,calc(100vw - 2rem));border-radius:var(--sv-radius,.75rem)}
dialog.frame .sv-offer{padding-block:1.5rem}
dialog .sv-words{flex-basis:100%}
.frame::backdrop{background:#000a}
.frame:focus{outline:0}
.close{position:absolute;inset-block-start:.25rem;inset-inline-end:.25rem;inline-size:2.75rem;block-size:2.75rem;padding:0;border:0;border-radius:50%;background:none;color:inherit;font:1.5rem/1 sans-serif;cursor:pointer}
.close:hover{background:#8883}
:focus-visible{outline:2px solid;outline-offset:-3px}
@media (prefers-reduced-motion:no-preference){.frame{animation:in .2s ease-out}@keyframes in{from{opacity:0;translate:0 .75rem}}.sv-bar>.frame{animation-name:down}@keyframes down{from{translate:0 -100%}}}
@media (forced-colors:active){.frame{border:1px solid}}`;
