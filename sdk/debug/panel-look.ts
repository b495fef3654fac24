/** The debug panel's look: in a shadow root, and legible on whatever page it stands. */
export const PANEL_LOOK = `:host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483647!important;inset:auto 8px 8px auto!important}
.panel{box-sizing:border-box;inline-size:min(30em,calc(100vw - 16px));max-block-size:60vh;overflow:auto;padding:8px 12px;border-radius:8px;background:#101623;color:#e8edf7;font:12px/1.5 ui-monospace,monospace;box-shadow:0 4px 24px #0008}
header{display:flex;gap:8px;align-items:center}
b{flex:1}
button{min-block-size:24px;padding:2px 8px;border:1px solid #5a6a8a;border-radius:4px;background:none;color:inherit;font:inherit;cursor:pointer}
:focus-visible{outline:2px solid #9db8ff;outline-offset:1px}
h2{margin:8px 0 0;font:inherit;color:#9db8ff}
ul{margin:0;padding:0;list-style:none;overflow-wrap:anywhere}`;
