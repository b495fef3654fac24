import type { ShopProduct } from "../../catalogue/build-catalogue.ts";
import { drawHeadphones, drawPowerBank, drawSpeaker } from "./audio.ts";
import { drawBackpack, drawDuffel, drawTote } from "./bags.ts";
import { drawChair, drawMat, drawSleepingBag, drawStove, drawTent } from "./camping.ts";
import { drawBeanie, drawFleece, drawJacket, drawTee } from "./clothing.ts";
import { oval, type Drawing } from "./drawing.ts";
import { drawBoot, drawRunner, drawSandal } from "./footwear.ts";
import { drawBlanket, drawCushion, drawLamp, drawPlanter } from "./home.ts";
import { drawBottle, drawKettle, drawMug, drawPan } from "./kitchen.ts";

const DRAWINGS: Readonly<Record<string, Drawing>> = {
  tent: drawTent,
  bag: drawSleepingBag,
  mat: drawMat,
  stove: drawStove,
  chair: drawChair,
  boot: drawBoot,
  runner: drawRunner,
  sandal: drawSandal,
  jacket: drawJacket,
  fleece: drawFleece,
  tee: drawTee,
  beanie: drawBeanie,
  backpack: drawBackpack,
  duffel: drawDuffel,
  tote: drawTote,
  pan: drawPan,
  kettle: drawKettle,
  mug: drawMug,
  bottle: drawBottle,
  lamp: drawLamp,
  blanket: drawBlanket,
  cushion: drawCushion,
  planter: drawPlanter,
  headphones: drawHeadphones,
  speaker: drawSpeaker,
  powerbank: drawPowerBank,
};

/**
 * The product alone, without background, on a 400 × 400 canvas.
 * @throws RangeError on a type nobody has drawn.
 */
export function productShape(entry: ShopProduct): string {
  const draw = DRAWINGS[entry.type.id];
  if (!draw) throw new RangeError(`no drawing of ${entry.type.id}`);
  return draw(entry.colourway, entry.type.kinds.indexOf(entry.kind));
}

/** A whole product picture, square, as an SVG file. */
export function productSvg(entry: ShopProduct): string {
  const [top, bottom] = entry.colourway.backdrop;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">`,
    `<defs><linearGradient id="b" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/>`,
    `<stop offset="1" stop-color="${bottom}"/></linearGradient></defs>`,
    `<rect width="400" height="400" fill="url(#b)"/>`,
    `<circle cx="200" cy="196" r="150" fill="#ffffff" opacity=".34"/>`,
    oval(200, 336, 150, 13, entry.colourway.dark, 0.22),
    productShape(entry),
    `</svg>`,
  ].join("");
}
