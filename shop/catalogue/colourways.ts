import { text, type Text } from "./language.ts";

/** A colour scheme a product is made and drawn in. */
export interface Colourway {
  name: Text;
  /** `#rrggbb`, the main body. */
  base: string;
  /** Shadows and seams. */
  dark: string;
  /** Light falling on it. */
  light: string;
  /** Details that stand out. */
  accent: string;
  /** Soft background behind the product: top and bottom of a gradient. */
  backdrop: readonly [string, string];
}

export const COLOURWAYS: readonly Colourway[] = [
  {
    name: text("moss green", "verde musgo", "苔绿"),
    base: "#5f7551",
    dark: "#3d4e36",
    light: "#8aa077",
    accent: "#e2a63b",
    backdrop: ["#eef1e6", "#d9e0cc"],
  },
  {
    name: text("rust", "teja", "赭红"),
    base: "#b9583a",
    dark: "#7f3722",
    light: "#d98763",
    accent: "#f1d9a7",
    backdrop: ["#f8ece4", "#ecd5c6"],
  },
  {
    name: text("deep sea", "azul marino", "深海蓝"),
    base: "#2f5471",
    dark: "#1c364b",
    light: "#5b87a6",
    accent: "#e9b44c",
    backdrop: ["#e7eff3", "#cbdce5"],
  },
  {
    name: text("sand", "arena", "沙色"),
    base: "#c9ab7c",
    dark: "#8f7448",
    light: "#e3cda6",
    accent: "#4d6a6d",
    backdrop: ["#f6f1e7", "#e7dcc6"],
  },
  {
    name: text("charcoal", "carbón", "炭灰"),
    base: "#4a4d52",
    dark: "#2b2d31",
    light: "#777b82",
    accent: "#e08a4b",
    backdrop: ["#eff0f0", "#d8dadc"],
  },
  {
    name: text("heather", "brezo", "石楠紫"),
    base: "#7f6487",
    dark: "#54405b",
    light: "#a88fb0",
    accent: "#ecc98d",
    backdrop: ["#f2ecf3", "#ddd0e0"],
  },
  {
    name: text("glacier", "glaciar", "冰川蓝"),
    base: "#8fb4bd",
    dark: "#5a828d",
    light: "#bcd7dd",
    accent: "#c9553d",
    backdrop: ["#ebf4f5", "#d0e3e7"],
  },
  {
    name: text("mustard", "mostaza", "芥末黄"),
    base: "#d39b2f",
    dark: "#94691a",
    light: "#ebc36f",
    accent: "#37555c",
    backdrop: ["#faf3e0", "#efdfb6"],
  },
  {
    name: text("pine", "pino", "松绿"),
    base: "#2d5e54",
    dark: "#1a3d37",
    light: "#5a8d81",
    accent: "#eba75c",
    backdrop: ["#e6f0ed", "#c9ded8"],
  },
  {
    name: text("oat", "avena", "燕麦白"),
    base: "#e0d6c3",
    dark: "#a79a81",
    light: "#f4eee2",
    accent: "#9a5b3c",
    backdrop: ["#eceee9", "#d3d8d0"],
  },
];
