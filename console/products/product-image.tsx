import { useState } from "preact/hooks";
import { settings } from "../site-settings.ts";

/** A product's picture; a quiet frame of the same size where it has none, or it cannot be had. */
export function ProductImage({ src }: { src: string | undefined }) {
  const [failed, setFailed] = useState<string>();
  const address = src === undefined ? undefined : shopAddress(src);
  if (address === undefined || failed === address) return <span class="product-image" aria-hidden="true" />;
  return (
    <img
      class="product-image"
      src={address}
      alt=""
      width="40"
      height="40"
      loading="lazy"
      referrerpolicy="no-referrer"
      onError={() => setFailed(address)}
    />
  );
}

/** The catalogue's paths are the shop's, which stands elsewhere than the console. */
export function shopAddress(link: string): string {
  if (!link.startsWith("/")) return link;
  const origin = settings.value?.origins.find((one) => one !== "*");
  return origin === undefined ? link : new URL(link, origin).href;
}
