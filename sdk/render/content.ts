/** A decision as elements. Everything in it is text to the page, whatever it looks like. */
import type {
  OfferButton,
  OfferCountdown,
  OfferDecision,
  OfferImage,
  ProductCard,
  ProductsDecision,
} from "../../wire/decision.ts";
import type { EventItem, EventParams } from "../../wire/event.ts";
import { couponButton } from "./coupon.ts";
import { element } from "./element.ts";
import { safeUrl } from "./safe-url.ts";

/**
 * Width and height announced for images, in CSS pixels: a square, so that a late image moves nothing. The look scales it.
 */
const IMAGE_SIZE = 240;

export interface ContentHooks {
  /** An address of the decision was left out. */
  refusedUrl(address: string): void;
  /** The offer was taken up, or the product with this index. */
  clicked(index?: number): void;
  /** Counts down in this element, and says when it is over. */
  countDown(countdown: OfferCountdown, into: HTMLElement, ended: () => void): void;
}

/** What the page shows of a decision; two that show the same have the same text here. */
export function contentKey(decision: OfferDecision | ProductsDecision): string {
  return JSON.stringify(
    decision.kind === "offer"
      ? decision.offer
      : [decision.headline, decision.products.map(({ reason: _reason, why: _why, ...visible }) => visible)],
  );
}

/** Builds it, without putting it anywhere. */
export function buildContent(decision: OfferDecision | ProductsDecision, hooks: ContentHooks): HTMLElement {
  return decision.kind === "offer" ? buildOffer(decision, hooks) : buildProducts(decision, hooks);
}

/**
 * Parameters that say which decision an impression or a click belongs to (GA4 names).
 *
 * @param index Of the one product that was clicked.
 */
export function exposureParams(decision: OfferDecision | ProductsDecision, index?: number): EventParams {
  const { placement, token } = decision;
  return decision.kind === "offer"
    ? {
        promotion_id: decision.offer.id,
        promotion_name: decision.offer.headline,
        creative_slot: placement,
        decision_token: token,
      }
    : {
        item_list_id: placement,
        item_list_name: decision.headline,
        items: decision.products.map(cardItem).filter((_item, at) => index === undefined || at === index),
        decision_token: token,
      };
}

function cardItem(card: ProductCard, index: number): EventItem {
  const price = card.salePrice ?? card.price;
  return {
    item_id: card.id,
    item_name: card.title,
    ...(card.brand && { item_brand: card.brand }),
    ...(card.category && { item_category: card.category }),
    ...(price !== undefined && { price }),
    index,
  };
}

function link(
  address: string,
  className: string,
  content: string | Node[],
  hooks: ContentHooks,
): HTMLAnchorElement | undefined {
  const href = safeUrl(address);
  if (!href) {
    hooks.refusedUrl(address);
    return undefined;
  }
  const made = element("a", className, content);
  made.href = href;
  return made;
}

function image(picture: OfferImage, className: string, hooks: ContentHooks): HTMLImageElement | undefined {
  const src = safeUrl(picture.src);
  if (!src) {
    hooks.refusedUrl(picture.src);
    return undefined;
  }
  const made = element("img", className);
  made.width = picture.width ?? IMAGE_SIZE;
  made.height = picture.height ?? IMAGE_SIZE;
  made.alt = picture.alt;
  made.decoding = "async";
  made.loading = "lazy";
  // The rest says everything without it; a torn frame would say that the shop is broken.
  made.addEventListener("error", () => made.remove());
  made.src = src;
  return made;
}

function buildOffer(decision: OfferDecision, hooks: ContentHooks): HTMLElement {
  const { headline, text, image: picture, button, secondaryButton, coupon, countdown, products } = decision.offer;
  const clicked = (): void => hooks.clicked();
  const call = (button_: OfferButton | undefined, className: string): HTMLElement | undefined => {
    const made = button_ && link(button_.href, className, button_.label, hooks);
    made?.addEventListener("click", clicked);
    return made;
  };
  const clock = countdown && element("p", "sv-countdown");
  const root = element(
    "section",
    "sv sv-offer",
    [
      picture && image(picture, "sv-image", hooks),
      element("div", "sv-words", [
        element("p", "sv-headline", headline),
        text === undefined ? undefined : element("p", "sv-text", text),
        clock,
      ]),
      coupon === undefined ? undefined : couponButton(coupon, clicked),
      call(button, "sv-button"),
      call(secondaryButton, "sv-button sv-second"),
      products && productList(products, { ...hooks, clicked }),
    ],
    { "aria-label": headline },
  );
  // At its end the offer ends: what is promised here is no longer true.
  if (clock) hooks.countDown(countdown, clock, () => root.replaceChildren());
  return root;
}

function buildProducts({ headline, products }: ProductsDecision, hooks: ContentHooks): HTMLElement {
  return element("section", "sv sv-products", [element("h2", "sv-headline", headline), productList(products, hooks)], {
    "aria-label": headline,
  });
}

function productList(products: readonly ProductCard[], hooks: ContentHooks): HTMLElement {
  const cards = products.map((card, index) => {
    const parts = [
      // Alt text is empty: the title beside it says the same.
      card.imageLink ? image({ src: card.imageLink, alt: "" }, "sv-picture", hooks) : undefined,
      card.brand ? element("span", "sv-brand", card.brand) : undefined,
      element("span", "sv-title", card.title),
      price(card),
    ].filter((part) => part !== undefined);
    const anchor = link(card.link, "sv-link", parts, hooks);
    anchor?.addEventListener("click", () => hooks.clicked(index));
    return anchor && element("li", "sv-card", [anchor]);
  });
  return element("ul", "sv-list", cards, { role: "list" });
}

function price(card: ProductCard): HTMLElement | undefined {
  if (card.price === undefined) return undefined;
  const usual = money(card.price, card.currency);
  return element(
    "span",
    "sv-price",
    card.salePrice === undefined
      ? usual
      : [
          element("ins", "", money(card.salePrice, card.currency)),
          document.createTextNode(" "),
          element("del", "", usual),
        ],
  );
}

function money(amount: number, currency: string | undefined): string {
  try {
    return new Intl.NumberFormat(document.documentElement.lang || undefined, {
      ...(currency !== undefined && { style: "currency", currency }),
    }).format(amount);
  } catch {
    // A page's lang or a catalogue's currency that Intl does not know.
    return `${amount} ${currency ?? ""}`.trim();
  }
}
