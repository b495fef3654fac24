import type { Colourway } from "../../catalogue/colourways.ts";

/**
 * Draws a product on a 400 × 400 canvas whose ground lies at y = 330, as SVG elements.
 * `kind` is the index of the product's kind in its type, so that a boot and a shoe of one type differ.
 */
export type Drawing = (colours: Colourway, kind: number) => string;

const LINE = `fill="none" stroke-linecap="round" stroke-linejoin="round"`;

/** A filled path. */
export function shape(path: string, fill: string, opacity = 1): string {
  return `<path d="${path}" fill="${fill}"${opacity < 1 ? ` opacity="${opacity}"` : ""}/>`;
}

/** A stroked path: seams, laces, cables. */
export function line(path: string, colour: string, width = 3, opacity = 1): string {
  return `<path d="${path}" ${LINE} stroke="${colour}" stroke-width="${width}"${opacity < 1 ? ` opacity="${opacity}"` : ""}/>`;
}

/** Stitches: a dashed seam. */
export function seam(path: string, colour: string, width = 2): string {
  return `<path d="${path}" ${LINE} stroke="${colour}" stroke-width="${width}" stroke-dasharray="6 6" opacity=".7"/>`;
}

export function circle(x: number, y: number, radius: number, fill: string, opacity = 1): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"${opacity < 1 ? ` opacity="${opacity}"` : ""}/>`;
}

export function oval(x: number, y: number, rx: number, ry: number, fill: string, opacity = 1): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"${opacity < 1 ? ` opacity="${opacity}"` : ""}/>`;
}

export function box(x: number, y: number, width: number, height: number, radius: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;
}

export function group(transform: string, ...parts: string[]): string {
  return `<g transform="${transform}">${parts.join("")}</g>`;
}
