/** Links that lead off the site, and files: GA4's `click` and `file_download`. */
import { createListening } from "./module-client.ts";
import type { ModuleClient, Stop } from "./module-client.ts";

/** Ends of addresses that are files to keep (GA4's list for `file_download`, and the archives of today). */
const FILES =
  /\.(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pptx?|ppsx?|7z|pkg|rar|gz|zip|avi|mov|mp4|mpe?g|wmv|midi?|mp3|wav|wma|dmg|apk|epub)$/i;

/**
 * Events: `click` with `outbound: true`, `link_url`, `link_domain`; `file_download` with `file_extension`,
 * `file_name`, `link_url`. Addresses go without query and fragment, where tokens and e-mail addresses live.
 */
export function captureLinks(client: ModuleClient): Stop {
  const { listen, stop } = createListening();

  function clicked(event: MouseEvent): void {
    // The right button opens a menu.
    if (event.button > 1) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || !/^https?:$/.test(link.protocol)) return;
    const link_url = link.origin + link.pathname;
    const extension = FILES.exec(link.pathname)?.[1];
    if (extension || link.hasAttribute("download"))
      client.track("file_download", { file_extension: extension, file_name: link.pathname, link_url });
    else if (!isOwn(link.hostname))
      client.track("click", { outbound: true, link_url, link_domain: link.hostname });
  }

  listen("click", clicked);
  // The middle button opens a new tab and is no click to the browser.
  listen("auxclick", clicked);
  return stop;
}

/** `www.shop.example` and `shop.example` are one site. */
function isOwn(host: string): boolean {
  const own = location.hostname;
  return host === own || host.endsWith(`.${own}`) || own.endsWith(`.${host}`);
}
