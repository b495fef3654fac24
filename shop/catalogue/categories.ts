import { text, type Text } from "./language.ts";

export const CATEGORY_SLUGS = ["camping", "footwear", "clothing", "bags", "kitchen", "home", "audio"] as const;
export type CategorySlug = (typeof CATEGORY_SLUGS)[number];

export interface Category {
  slug: CategorySlug;
  /** The English name is the `item_category` of events and feed. */
  name: Text;
  /** One line under the heading. */
  lead: Text;
}

/** The shop's departments, in the order of its navigation. */
export const CATEGORIES: readonly Category[] = [
  {
    slug: "camping",
    name: text("Camping", "Acampada", "露营"),
    lead: text(
      "Shelter, warmth and a hot supper, wherever the path ends.",
      "Refugio, calor y una cena caliente allí donde acaba el sendero.",
      "小路的尽头，也有屋檐、温暖和一顿热饭。",
    ),
  },
  {
    slug: "footwear",
    name: text("Footwear", "Calzado", "鞋履"),
    lead: text(
      "Soles for scree, forest floor and the walk to work.",
      "Suelas para pedreras, bosques y el camino al trabajo.",
      "无论碎石坡、林间路还是上班途中，步步踏实。",
    ),
  },
  {
    slug: "clothing",
    name: text("Clothing", "Ropa", "服饰"),
    lead: text(
      "Layers that work in rain, wind and everything after.",
      "Capas que funcionan con lluvia, viento y lo que venga después.",
      "从容应对风雨，以及雨后的一切。",
    ),
  },
  {
    slug: "bags",
    name: text("Bags", "Bolsas y mochilas", "箱包"),
    lead: text(
      "Carry little or a lot, and carry it well.",
      "Para llevar poco o mucho, y llevarlo bien.",
      "装得下，背得稳，走得远。",
    ),
  },
  {
    slug: "kitchen",
    name: text("Kitchen", "Cocina", "厨房"),
    lead: text(
      "Honest tools for daily cooking, made to be repaired.",
      "Utensilios sinceros para cocinar a diario, hechos para poder repararse.",
      "每天都用得上的好工具，坏了还能修。",
    ),
  },
  {
    slug: "home",
    name: text("Home", "Hogar", "家居"),
    lead: text(
      "Soft light and warm textures for the evenings in between.",
      "Luz suave y texturas cálidas para las noches en casa.",
      "柔和的光与温暖的织物，留给在家的夜晚。",
    ),
  },
  {
    slug: "audio",
    name: text("Audio & power", "Sonido y energía", "音频与电源"),
    lead: text(
      "Sound and energy that keep up with you.",
      "Sonido y energía que te siguen el ritmo.",
      "声音与电力，随你同行。",
    ),
  },
];

/** @throws RangeError on a slug that is no category. */
export function categoryOf(slug: CategorySlug): Category {
  const category = CATEGORIES.find((candidate) => candidate.slug === slug);
  if (!category) throw new RangeError(`no category ${slug}`);
  return category;
}
