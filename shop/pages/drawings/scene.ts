/** Wide illustrations of the departments, 1600 × 560: calm on the left, where words stand; products on the right. */
import type { ShopProduct } from "../../catalogue/build-catalogue.ts";
import type { CategorySlug } from "../../catalogue/categories.ts";
import { box, circle, line, oval, shape } from "./drawing.ts";
import { productShape } from "./draw-product.ts";

interface Scene {
  /** Top and bottom of the sky or wall. */
  sky: readonly [string, string];
  ground: string;
  /** What lies between: hills, a window, a shelf. */
  behind: string;
  /** Types that stand there, left to right, with the size they are drawn in. */
  cast: readonly { type: string; x: number; scale: number }[];
}

/** Where things stand. */
const GROUND_Y = 500;
/** Ground line of the product drawings. */
const PRODUCT_GROUND_Y = 330;

const hills = (far: string, middle: string, near: string) =>
  shape("M0 380 L180 290 L330 350 L560 220 L760 340 L980 200 L1180 320 L1380 230 L1600 330 V560 H0 Z", far) +
  shape("M0 430 C220 350 380 420 620 380 C860 340 1040 420 1260 370 C1420 336 1520 360 1600 380 V560 H0 Z", middle) +
  shape("M0 480 C260 420 520 470 800 440 C1080 414 1320 460 1600 430 V560 H0 Z", near);

const tree = (x: number, y: number, size: number, fill: string) =>
  shape(
    `M${x} ${y - size} L${x + size * 0.32} ${y - size * 0.42} H${x + size * 0.18} L${x + size * 0.42} ${y} H${x - size * 0.42} L${x - size * 0.18} ${y - size * 0.42} H${x - size * 0.32} Z`,
    fill,
  );

const stars = [120, 260, 410, 540, 700, 860, 1010, 1150, 1330, 1480]
  .map((x, index) => circle(x, 40 + ((index * 67) % 130), 1.6 + (index % 3) * 0.6, "#fdf3d8", 0.75))
  .join("");

const table = (top: string, edge: string) => box(0, 470, 1600, 90, 0, top) + box(0, 470, 1600, 12, 0, edge);

const SCENES: Readonly<Record<CategorySlug, Scene>> = {
  camping: {
    sky: ["#17324a", "#c9805a"],
    ground: "#1b3029",
    behind:
      stars +
      circle(1310, 110, 46, "#fbe7bd", 0.95) +
      hills("#3b4f63", "#2b4347", "#223a34") +
      tree(60, 480, 150, "#1a2f29") +
      tree(700, 470, 120, "#1f3730") +
      tree(1560, 470, 190, "#182c26") +
      tree(1480, 478, 130, "#1d342d"),
    cast: [
      { type: "chair", x: 830, scale: 0.62 },
      { type: "tent", x: 1030, scale: 1.08 },
      { type: "stove", x: 1380, scale: 0.42 },
    ],
  },
  footwear: {
    sky: ["#2d4a43", "#8fb09a"],
    ground: "#2a3a2c",
    behind:
      hills("#557a6b", "#3f6354", "#314d40") +
      shape(
        "M1000 560 C1060 500 900 470 980 430 C1040 404 1120 410 1130 380 L1150 380 C1160 420 1090 424 1060 446 C1010 480 1220 500 1240 560 Z",
        "#b99f78",
        0.85,
      ) +
      tree(640, 470, 150, "#26402f") +
      tree(1530, 480, 220, "#213a2b") +
      tree(1440, 476, 140, "#2a4734"),
    cast: [
      { type: "runner", x: 830, scale: 0.8 },
      { type: "boot", x: 1130, scale: 0.98 },
    ],
  },
  clothing: {
    sky: ["#2b3a49", "#7d93a3"],
    ground: "#2c3a40",
    behind:
      hills("#566b7b", "#455a67", "#374a54") +
      Array.from({ length: 46 }, (_, index) => {
        const x = (index * 151) % 1640;
        const y = (index * 89) % 420;
        return line(`M${x} ${y} l-10 34`, "#cfdde6", 2, 0.35);
      }).join(""),
    cast: [
      { type: "fleece", x: 820, scale: 0.84 },
      { type: "jacket", x: 1080, scale: 1.06 },
      { type: "beanie", x: 1400, scale: 0.5 },
    ],
  },
  bags: {
    sky: ["#6b3b34", "#e0a370"],
    ground: "#5b3a2c",
    behind:
      circle(1180, 300, 110, "#f7d9a0", 0.85) +
      hills("#9a5a45", "#80493a", "#6a3f31") +
      shape("M620 380 L660 250 L790 250 L820 380 Z M1420 400 L1450 210 L1560 210 L1600 400 Z", "#8a4f3d"),
    cast: [
      { type: "duffel", x: 820, scale: 0.8 },
      { type: "backpack", x: 1110, scale: 1.02 },
      { type: "tote", x: 1410, scale: 0.56 },
    ],
  },
  kitchen: {
    sky: ["#33423d", "#4c5f55"],
    ground: "#8a5f3e",
    behind:
      box(900, 60, 230, 250, 8, "#dfe7dc") +
      box(912, 72, 206, 226, 4, "#a9c7c9") +
      shape("M912 298 V236 C960 200 1000 250 1040 226 C1070 208 1100 220 1118 214 V298 Z", "#6f947b") +
      line("M1015 72 V298 M912 185 H1118", "#dfe7dc", 9) +
      box(1220, 150, 340, 14, 4, "#a5744c") +
      box(1250, 96, 44, 54, 6, "#d9c7a4") +
      box(1310, 80, 36, 70, 6, "#b9583a") +
      box(1362, 104, 52, 46, 8, "#8fb4bd") +
      oval(1470, 128, 34, 22, "#e0d6c3") +
      table("#8a5f3e", "#a9784f"),
    cast: [
      { type: "mug", x: 800, scale: 0.46 },
      { type: "kettle", x: 960, scale: 0.84 },
      { type: "bottle", x: 1230, scale: 0.72 },
      { type: "pan", x: 1370, scale: 0.62 },
    ],
  },
  home: {
    sky: ["#2a2f45", "#4b4560"],
    ground: "#3b2f2c",
    behind:
      box(880, 70, 200, 270, 100, "#1c2338") +
      circle(1020, 150, 26, "#f6e6bd", 0.9) +
      circle(940, 120, 2, "#fff") +
      circle(960, 210, 2, "#fff") +
      circle(1040, 240, 2, "#fff") +
      line("M980 70 V340 M880 220 H1080", "#5e5674", 8) +
      circle(1280, 330, 250, "#f6d79a", 0.13) +
      circle(1280, 330, 160, "#f6d79a", 0.14) +
      table("#4a3a34", "#63504a"),
    cast: [
      { type: "planter", x: 830, scale: 0.66 },
      { type: "lamp", x: 1090, scale: 1.02 },
      { type: "cushion", x: 1390, scale: 0.5 },
    ],
  },
  audio: {
    sky: ["#251f3a", "#6b4a6e"],
    ground: "#2b2436",
    behind:
      [70, 130, 190, 250, 310]
        .map(
          (radius, index) =>
            `<circle cx="1200" cy="300" r="${radius}" fill="none" stroke="#f0b878" stroke-width="3" opacity="${0.34 - index * 0.055}"/>`,
        )
        .join("") +
      Array.from({ length: 26 }, (_, index) => {
        const height = 24 + ((index * 53) % 120);
        return box(600 + index * 40, 420 - height / 2, 12, height, 6, "#8f6a94");
      })
        .map((bar) => bar.replace("/>", ' opacity=".3"/>'))
        .join("") +
      table("#2b2436", "#43374f"),
    cast: [
      { type: "powerbank", x: 850, scale: 0.54 },
      { type: "headphones", x: 1000, scale: 1.06 },
      { type: "speaker", x: 1370, scale: 0.66 },
    ],
  },
};

/** A department's illustration as an SVG file; the products in it are the shop's own. */
export function sceneSvg(slug: CategorySlug, catalogue: readonly ShopProduct[]): string {
  const { sky, ground, behind, cast } = SCENES[slug];
  const actors = cast.map(({ type, x, scale }) => {
    const entry = catalogue.find((candidate) => candidate.type.id === type);
    if (!entry) throw new RangeError(`no ${type} in the catalogue`);
    const y = GROUND_Y - PRODUCT_GROUND_Y * scale;
    return (
      oval(x + 200 * scale, GROUND_Y + 4, 150 * scale, 12 * scale, "#000000", 0.28) +
      `<g transform="translate(${x} ${y}) scale(${scale})">${productShape(entry)}</g>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 560" width="1600" height="560" preserveAspectRatio="xMidYMid slice">`,
    `<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>`,
    `<linearGradient id="w" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${sky[0]}" stop-opacity=".92"/><stop offset=".42" stop-color="${sky[0]}" stop-opacity=".62"/><stop offset=".62" stop-color="${sky[0]}" stop-opacity="0"/></linearGradient></defs>`,
    `<rect width="1600" height="560" fill="url(#s)"/>`,
    behind,
    `<rect width="1600" height="560" fill="url(#w)"/>`,
    box(0, 512, 1600, 48, 0, ground),
    ...actors,
    `</svg>`,
  ].join("");
}
