import { box, circle, group, line, oval, shape, type Drawing } from "./drawing.ts";

export const drawHeadphones: Drawing = (c, kind) =>
  [
    kind === 2 ? line("M96 320 C90 350 130 352 150 340 C180 322 210 352 250 344", c.dark, 5) : "",
    line("M92 236 C76 100 140 60 200 60 C260 60 324 100 308 236", c.dark, 24),
    line("M104 170 C112 98 154 72 200 72 C246 72 288 98 296 170", c.base, 20),
    line("M128 110 C148 84 174 76 200 76", c.light, 6, 0.8),
    kind === 0 ? line("M150 84 C168 76 232 76 250 84", c.accent, 8) : "",
    shape("M116 204 C140 200 148 214 148 236 L148 300 C148 322 140 334 116 330 Z", "#33353a"),
    shape("M284 204 C260 200 252 214 252 236 L252 300 C252 322 260 334 284 330 Z", "#33353a"),
    shape("M118 198 L96 202 C66 212 58 240 58 268 C58 298 66 322 96 332 L118 334 Z", c.base),
    shape("M282 198 L304 202 C334 212 342 240 342 268 C342 298 334 322 304 332 L282 334 Z", c.base),
    shape("M304 202 C334 212 342 240 342 268 C342 298 334 322 304 332 Z", c.dark, 0.45),
    oval(84, 268, 13, 34, c.light, 0.6),
    kind === 1 ? circle(318, 268, 12, c.accent) : box(308, 246, 12, 44, 6, c.accent),
    box(86, 178, 16, 30, 6, c.accent) + box(298, 178, 16, 30, 6, c.accent),
  ].join("");

export const drawSpeaker: Drawing = (c, kind) => {
  if (kind === 1) {
    return [
      box(112, 66, 176, 264, 12, "#7d5637"),
      shape("M250 66 L276 66 Q288 66 288 78 L288 318 Q288 330 276 330 L250 330 Z", "#523622", 0.5),
      box(124, 78, 152, 240, 8, c.base),
      circle(200, 138, 38, c.dark) + circle(200, 138, 27, "#2b2d31") + circle(200, 138, 11, c.accent),
      circle(200, 242, 62, c.dark) +
        circle(200, 242, 50, "#2b2d31") +
        circle(200, 242, 38, c.dark, 0.7) +
        circle(200, 242, 17, c.accent),
      line("M164 214 C174 200 188 194 202 194", c.light, 5, 0.7),
      circle(254, 304, 4, c.light),
    ].join("");
  }
  const dots = Array.from({ length: 7 }, (_, row) =>
    Array.from({ length: 15 }, (_, column) => circle(98 + column * 14.6, 206 + row * 15, 3, c.dark, 0.55)).join(""),
  ).join("");
  return [
    line("M92 184 C92 104 308 104 308 184", "#7a5638", 13),
    box(54, 172, 292, 158, 46, c.base),
    shape("M276 172 L300 172 Q346 172 346 218 L346 284 Q346 330 300 330 L276 330 Z", c.dark, 0.35),
    dots,
    box(54, 172, 292, 22, 11, c.light),
    line("M150 183 H160 M196 183 H206 M201 178 V188 M242 183 H252", c.dark, 4),
    box(290, 292, 36, 18, 5, c.accent),
  ].join("");
};

export const drawPowerBank: Drawing = (c, kind) =>
  group(
    "rotate(-12 200 200)",
    line("M200 92 C200 40 290 40 292 96 L292 120", "#3a3c40", 9),
    box(282, 112, 20, 34, 5, "#b9bdc1"),
    box(128, 88, 144, 244, 26, c.dark),
    box(128, 84, 136, 240, 26, c.base),
    kind === 1
      ? box(144, 102, 104, 154, 8, "#22364d") +
          line("M144 153 H248 M144 205 H248 M179 102 V256 M213 102 V256", "#5f88b5", 3) +
          shape("M150 108 L200 108 L150 190 Z", "#ffffff", 0.14)
      : line("M150 118 L240 118", c.light, 6, 0.7) + shape("M204 156 L172 218 H194 L184 262 L222 198 H198 Z", c.accent),
    [0, 1, 2, 3].map((i) => circle(160 + i * 20, 290, 5, i < 3 ? c.accent : c.dark)).join(""),
    line("M142 120 V290", c.light, 5, 0.5),
  );
