import { alsoSpeak } from "../i18n.ts";
import type { InstallCardProps } from "../install/install-card.tsx";
import { lazyScreen } from "../parts/lazy-screen.tsx";

/** What to put on a shop, and whether it works there: fetched apart, since most who open the console have done so long ago. */
export const InstallCard = lazyScreen<InstallCardProps>(async () => {
  const [{ InstallCard: card }] = await Promise.all([import("../install/install-card.tsx"), alsoSpeak("install")]);
  return card;
});
