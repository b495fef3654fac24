/** Line icons, drawn for this shop. Decorative: a text always stands beside or behind them. */
import { raw } from "hono/html";

function icon(body: string, box = 24): ReturnType<typeof raw> {
  return raw(
    `<svg class="icon" viewBox="0 0 ${box} ${box}" width="${box}" height="${box}" fill="none" stroke="currentColor" ` +
      `stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`,
  );
}

export const ICONS = {
  /** An alder leaf. */
  logo: icon(
    '<path d="M12 21V9"/><path d="M12 3c5 2 7 6 6 11-2 3-4 4-6 4s-4-1-6-4C5 9 7 5 12 3Z"/><path d="m12 12 3-2.500M12 15l-3-2.500"/>',
  ),
  search: icon('<circle cx="11" cy="11" r="6.500"/><path d="m16 16 4.500 4.500"/>'),
  cart: icon(
    '<path d="M5 8h14l-1.200 11a1.500 1.500 0 0 1-1.500 1.300H7.700A1.500 1.500 0 0 1 6.200 19Z"/><path d="M9 10V7a3 3 0 0 1 6 0v3"/>',
  ),
  heart: icon('<path d="M12 20S4 15 4 9.500A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.500C20 15 12 20 12 20Z"/>'),
  truck: icon(
    '<path d="M3 7h11v9H3zM14 10h4l3 3v3h-7z"/><circle cx="7" cy="17.500" r="1.800"/><circle cx="17" cy="17.500" r="1.800"/>',
  ),
  back: icon('<path d="M4 9h11a5 5 0 0 1 0 10H9"/><path d="m8 5-4 4 4 4"/>'),
  mend: icon(
    '<path d="m14 6 4-3 3 3-3 4M14.500 9.500l-9 9a2.100 2.100 0 0 1-3-3l9-9"/><path d="M14 6a4 4 0 0 0 4 4"/>',
  ),
} as const;

/** The shop's icon as a file. */
export const ICON_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#2f5d4c"/>' +
  '<path d="M32 8c13 5 18 15 16 28-5 8-10 11-16 11s-11-3-16-11C14 23 19 13 32 8Z" fill="#cfe0c8"/>' +
  '<path d="M32 56V22m0 10 8-7m-8 15-8-7" fill="none" stroke="#2f5d4c" stroke-width="4" stroke-linecap="round"/></svg>';
