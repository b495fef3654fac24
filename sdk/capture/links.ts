/** Links that lead off the site, and files: GA4's `click` and `file_download`. */
import { listen } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/** Ends of addresses that are files to keep: the living ones of GA4's list for `file_download`, and books and apps. */
const FILES = /\.(pdf|xlsx?|docx?|pptx?|csv|epub|zip|gz|exe|dmg|apk|mov|mp[34])$/i;

/**
 * Events: `click` with `outbound: true`, `link_url`, `link_domain`; `file_download` with `file_extension`, `link_url`.
 * Addresses go without query and fragment, where tokens and e-mail addresses live.
 */
export const captureLinks: Capture = (client, signal) => {
  function clicked(event: MouseEvent): void {
    // The right button opens a menu.
    const link = event.button < 2 && event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || !link.protocol.startsWith("http")) return;
    const link_url = link.origin + link.pathname;
    const file_extension = FILES.exec(link.pathname)?.[1];
    if (file_extension || link.download) client.track("file_download", { file_extension, link_url });
    else if (!isOwn(link.hostname)) client.track("click", { outbound: true, link_url, link_domain: link.hostname });
  }

  // The middle button opens a new tab and is no click to the browser.
  for (const name of ["click", "auxclick"] as const) listen(name, signal, clicked);
};

/** `www.shop.example` and `shop.example` are one site. */
function isOwn(host: string): boolean {
  const own = location.hostname;
  return host === own || host.endsWith(`.${own}`) || own.endsWith(`.${host}`);
}
