/** How a simulated shopper behaves on a visit. Pure: the same dice and the same decisions give the same steps. */
import type { Decision, OfferDecision, ProductsDecision } from "../../wire/decision.ts";
import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import { CATEGORIES, type Category } from "../catalogue/categories.ts";
import type { Dice } from "../catalogue/dice.ts";
import { eventItem } from "../catalogue/event-item.ts";
import { checkOut } from "./check-out.ts";
import { offerClick, productClick } from "./exposure.ts";
import { liking, type Persona } from "./persona.ts";
import {
  about,
  act,
  arrive,
  cartPlace,
  categoryPlace,
  homePlace,
  productPlace,
  searchPlace,
  type Place,
  type Step,
  type Visit,
} from "./step.ts";

/** What a shopper carries from one visit to the next. */
export interface Memory {
  cart: ShopProduct[];
  bought: Set<string>;
  /** Visits so far, this one included. */
  visits: number;
}

/** Chances and habits of the average shopper, set so that 2–3 % of visits end in a purchase. */
const BOUNCES = 0.38;
const LOOKS_ON = 0.7;
const MOST_PRODUCTS = 12;
const TAKES_TO_CART = 0.08;
const SAVES = 0.04;
const SEARCHES = 0.1;
/** From a product straight on to one like it or one that goes with it. */
const GOES_STRAIGHT_ON = 0.55;
const CHECKS_OUT = 0.27;
/**
 * What offers do: factor on each later step of the visit towards buying, by how many different ones have been seen; more
 * do no more. The demo's made-up truth, and the only place it stands: what reports say of it, they have to find out.
 */
const PULL_BY_OFFERS_SEEN = [1, 1.25, 1.5] as const;
/** Share of first pages: the rest lands on a product, from a search engine or a newsletter. */
const LANDS_HOME = 0.45;
const LANDS_ON_DEPARTMENT = 0.75;
const FROM_CAMPAIGN = 0.35;
/** Milliseconds on a page: at least, and on average more. */
const LEAST_LINGER_MS = 5_000;
const MORE_LINGER_MS = 22_000;
/** Products of a list that an event names. */
const LIST_ITEMS = 6;
/** Campaign tags on some of the first pages. */
const CAMPAIGNS = [
  "utm_source=newsletter&utm_medium=email&utm_campaign=first-frost",
  "utm_source=search&utm_medium=cpc&utm_campaign=trail",
  "utm_source=social&utm_medium=paid&utm_campaign=evenings-in",
] as const;

/** One visit. Give each visit dice of its own, so that what is decided in one does not change the next. */
export function* visitShop(persona: Persona, memory: Memory, catalogue: readonly ShopProduct[], dice: Dice): Visit {
  const shopper = new Shopper(persona, memory, catalogue, dice);
  let decisions = shopper.see(yield shopper.land());
  if (dice.chance(BOUNCES)) return;
  for (let seen = 0; seen < MOST_PRODUCTS && (seen === 0 || dice.chance(LOOKS_ON)); seen++) {
    const taken = shopper.takeOffer(decisions);
    if (taken) {
      yield taken.click;
      decisions = shopper.see(yield taken.arrival);
    }
    const choice = shopper.choose(decisions);
    if (choice.way) decisions = shopper.see(yield choice.way);
    if (choice.click) yield choice.click;
    decisions = shopper.see(yield shopper.look(choice.entry));
    const deed = shopper.decideOn(choice.entry);
    if (deed) yield deed;
    if (deed?.done[0]?.name === "add_to_cart" && dice.chance(0.6)) decisions = shopper.see(yield shopper.lookAtCart());
  }
  if (memory.cart.length === 0) return;
  if (dice.chance(Math.min(0.9, CHECKS_OUT * Math.sqrt(persona.eagerness) * shopper.pull))) {
    yield shopper.lookAtCart();
    yield* checkOut(persona.language, memory, dice);
  }
}

class Shopper {
  readonly #persona: Persona;
  readonly #memory: Memory;
  readonly #catalogue: readonly ShopProduct[];
  readonly #dice: Dice;
  #at: Place;
  readonly #offersSeen = new Set<string>();

  constructor(persona: Persona, memory: Memory, catalogue: readonly ShopProduct[], dice: Dice) {
    this.#persona = persona;
    this.#memory = memory;
    this.#catalogue = catalogue;
    this.#dice = dice;
    this.#at = homePlace(persona.language);
  }

  /** What is on the page they came to, as it was decided. */
  see(decisions: readonly Decision[]): readonly Decision[] {
    for (const decision of decisions) if (decision.kind === "offer") this.#offersSeen.add(decision.offer.id);
    return decisions;
  }

  /** Factor on the next step towards buying. */
  get pull(): number {
    return PULL_BY_OFFERS_SEEN[Math.min(this.#offersSeen.size, PULL_BY_OFFERS_SEEN.length - 1)]!;
  }

  /** The first page of the visit. */
  land(): Step {
    const { language } = this.#persona;
    const draw = this.#dice.next();
    if (draw < LANDS_HOME) return this.#arrive(homePlace(language));
    if (draw < LANDS_ON_DEPARTMENT) return this.#list(this.#department());
    const landing = productPlace(language, this.#fancy());
    const tags = this.#dice.chance(FROM_CAMPAIGN) ? `?${this.#dice.pick(CAMPAIGNS)}` : "";
    return this.#arrive({ ...landing, path: landing.path + tags });
  }

  /** Follows an offer with a button, sometimes. */
  takeOffer(decisions: readonly Decision[]): { click: Step; arrival: Step } | undefined {
    const offers = decisions.filter((decision): decision is OfferDecision => decision.kind === "offer");
    const offer = offers.find(({ offer: { button } }) => button !== undefined);
    if (!offer || !this.#dice.chance(this.#persona.openness / 2)) return undefined;
    const click = act(this.#at, [offerClick(offer)], 0);
    const href = offer.offer.button?.href ?? "";
    const category = CATEGORIES.find(({ slug }) => href.includes(`/c/${slug}/`));
    return { click, arrival: category ? this.#list(category) : this.lookAtCart() };
  }

  /** Which product to look at next, and the way to it: recommended, searched for, or from a department. */
  choose(decisions: readonly Decision[]): { entry: ShopProduct; way?: Step; click?: Step } {
    const recommended = this.#fromRecommendations(decisions);
    if (recommended) return recommended;
    const neighbour = this.#neighbour();
    if (neighbour) return { entry: neighbour };
    const entry = this.#fancy();
    const way = this.#dice.chance(SEARCHES) ? this.#search(entry) : this.#wayTo(entry.category);
    const params = {
      item_list_id: `category-${entry.category.slug}`,
      items: [eventItem(entry, this.#persona.language)],
    };
    return { entry, ...(way && { way }), click: act(this.#at, [{ name: "select_item", params }], 0) };
  }

  /** A product's page. */
  look(entry: ShopProduct): Step {
    const { language } = this.#persona;
    return this.#arrive(productPlace(language, entry), [about("view_item", [entry], language)]);
  }

  /** Into the cart, on the wish list, or neither. */
  decideOn(entry: ShopProduct): Step | undefined {
    const { language, eagerness } = this.#persona;
    const { cart, bought } = this.#memory;
    const known = cart.includes(entry) || bought.has(entry.product.id);
    const available = entry.product.availability !== "out_of_stock";
    const wish = Math.min(1, liking(this.#persona, entry));
    const draw = this.#dice.next();
    if (!known && available && draw < TAKES_TO_CART * eagerness * wish * this.pull) {
      cart.push(entry);
      return act(this.#at, [about("add_to_cart", [entry], language)], this.#linger() / 2);
    }
    if (!known && draw > 1 - SAVES * wish)
      return act(this.#at, [about("add_to_wishlist", [entry], language)], this.#linger() / 2);
    return undefined;
  }

  lookAtCart(): Step {
    const { language } = this.#persona;
    return this.#arrive(cartPlace(language), [about("view_cart", this.#memory.cart, language)]);
  }

  #fromRecommendations(decisions: readonly Decision[]): { entry: ShopProduct; click: Step } | undefined {
    const rows = decisions.filter((decision): decision is ProductsDecision => decision.kind === "products");
    for (const row of rows) {
      const entries = this.#catalogue.filter(({ product }) => row.products.some(({ id }) => id === product.id));
      if (entries.length === 0) continue;
      const entry = this.#dice.weighted(entries, (candidate) => liking(this.#persona, candidate));
      // What does not appeal is passed by, however prominently it is shown.
      if (!this.#dice.chance(this.#persona.openness * Math.min(1, 0.25 + liking(this.#persona, entry)))) continue;
      return { entry, click: act(this.#at, [productClick(row, entry.product.id)], 0) };
    }
    return undefined;
  }

  #search(entry: ShopProduct): Step {
    const { language } = this.#persona;
    const term = this.#dice.pick([entry.type.shelf[language], entry.brand.name]);
    const found = this.#catalogue.filter((other) => other.type === entry.type || other.brand.name === term);
    const items = found.slice(0, LIST_ITEMS).map((other, index) => ({ ...eventItem(other, language), index }));
    return this.#arrive(searchPlace(language, term), [
      { name: "search", params: { search_term: term } },
      { name: "view_search_results", params: { search_term: term, items } },
    ]);
  }

  #list(category: Category): Step {
    const { language } = this.#persona;
    const items = this.#catalogue
      .filter((entry) => entry.category === category)
      .toSorted((a, b) => b.appeal - a.appeal)
      .slice(0, LIST_ITEMS)
      .map((entry, index) => ({ ...eventItem(entry, language), index }));
    const params = { item_list_id: `category-${category.slug}`, item_list_name: category.name.en, items };
    return this.#arrive(categoryPlace(language, category), [{ name: "view_item_list", params }]);
  }

  /** A product like the one this page is about, or one that goes with it. */
  #neighbour(): ShopProduct | undefined {
    const here = this.#catalogue.find(({ product }) => product.id === this.#at.itemId);
    if (!here || !this.#dice.chance(GOES_STRAIGHT_ON)) return undefined;
    const near = this.#catalogue.filter(
      (entry) => entry !== here && (entry.type === here.type || here.type.complements.includes(entry.type.id)),
    );
    return this.#dice.weighted(near, (entry) => entry.appeal * liking(this.#persona, entry));
  }

  /** Nothing to do for who is looking at that department's list already. */
  #wayTo(category: Category): Step | undefined {
    const there = this.#at.category === category.name.en && this.#at.itemId === undefined;
    return there ? undefined : this.#list(category);
  }

  #department(): Category {
    return this.#fancy().category;
  }

  /** Something they like, popular things more often. */
  #fancy(): ShopProduct {
    const open = this.#catalogue.filter(({ product }) => !this.#memory.bought.has(product.id));
    return this.#dice.weighted(open, (entry) => entry.appeal * liking(this.#persona, entry) ** 1.5);
  }

  #arrive(place: Place, done: Step["done"] = []): Step {
    this.#at = place;
    return arrive(place, done, this.#linger());
  }

  /** Many short looks, a few long ones. */
  #linger(): number {
    return Math.round(LEAST_LINGER_MS - MORE_LINGER_MS * Math.log(1 - this.#dice.next()) * 0.6);
  }
}
