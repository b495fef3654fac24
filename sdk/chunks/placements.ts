/** The script tag's chunk that fills placements. */
export { drawPlacements as default } from "../render/draw.ts";
