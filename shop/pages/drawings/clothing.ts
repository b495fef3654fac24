import { box, circle, line, oval, seam, shape, type Drawing } from "./drawing.ts";

const BODY = "M128 108 L164 88 L236 88 L272 108 L286 318 Q200 334 114 318 Z";
const SLEEVES =
  "M128 108 C98 120 84 150 74 206 L56 296 L96 306 L126 190 Z M272 108 C302 120 316 150 326 206 L344 296 L304 306 L274 190 Z";

export const drawJacket: Drawing = (c, kind) =>
  [
    shape(SLEEVES, c.base),
    shape("M272 108 C302 120 316 150 326 206 L344 296 L304 306 L274 190 Z", c.dark, 0.45),
    line("M56 292 L98 303 M344 292 L302 303", c.accent, 10),
    shape(BODY, c.base),
    shape("M206 92 L236 88 L272 108 L286 318 Q246 327 206 328 Z", c.dark, 0.3),
    kind === 1
      ? [140, 172, 204, 236, 268, 300]
          .map((y) =>
            line(`M${128 - (y - 108) * 0.06} ${y} Q200 ${y + 10} ${272 + (y - 108) * 0.06} ${y}`, c.dark, 4, 0.5),
          )
          .join("") +
        line(
          "M92 170 L128 184 M82 216 L114 228 M72 258 L104 268 M308 170 L272 184 M318 216 L286 228 M328 258 L296 268",
          c.dark,
          4,
          0.5,
        )
      : shape(
          "M128 108 L164 88 L236 88 L272 108 L276 164 Q200 182 124 164 Z",
          kind === 0 ? c.dark : c.accent,
          kind === 0 ? 0.55 : 0.85,
        ),
    shape("M156 94 C150 46 178 34 200 34 C222 34 250 46 244 94 C226 108 174 108 156 94 Z", c.base),
    shape("M168 92 C164 60 182 50 200 50 C218 50 236 60 232 92 C220 100 180 100 168 92 Z", c.dark),
    line("M200 96 L204 328", c.accent, 6),
    box(196, 108, 10, 20, 4, c.light),
    line("M140 252 L162 276 M262 252 L240 276", c.light, 6),
    circle(182, 100, 4, c.light) + circle(218, 100, 4, c.light),
  ].join("");

export const drawFleece: Drawing = (c, kind) =>
  [
    shape(SLEEVES, c.base),
    shape("M272 108 C302 120 316 150 326 206 L344 296 L304 306 L274 190 Z", c.dark, 0.4),
    shape(BODY, c.base),
    shape("M214 92 L236 88 L272 108 L286 318 Q250 327 220 328 Z", c.dark, 0.25),
    kind === 1
      ? shape("M160 88 C166 70 234 70 240 88 C232 108 168 108 160 88 Z", c.dark) +
        line("M160 90 C168 112 232 112 240 90", c.light, 9) +
        line("M126 152 l14 12 l14 -12 l14 12 l14 -12 l14 12 l14 -12 l14 12 l14 -12 l14 12 l14 -12", c.accent, 6) +
        line("M124 180 l14 12 l14 -12 l14 12 l14 -12 l14 12 l14 -12 l14 12 l14 -12 l14 12 l14 -12 l6 6", c.light, 5)
      : shape("M158 92 L164 58 C186 50 214 50 236 58 L242 92 C222 106 178 106 158 92 Z", c.dark) +
        line("M200 62 L200 196", c.accent, 6) +
        box(196, 186, 9, 20, 4, c.light) +
        shape("M226 150 L264 146 L268 192 L228 196 Z", c.accent) +
        line("M228 158 L266 154", c.dark, 3),
    line("M116 306 Q200 322 284 306 M60 282 L98 292 M340 282 L302 292", c.dark, 6, 0.7),
    seam("M130 120 C126 160 124 176 126 190 M270 120 C274 160 276 176 274 190", c.light),
  ].join("");

export const drawTee: Drawing = (c, kind) =>
  [
    shape("M126 100 L66 138 L86 204 L124 190 Z M274 100 L334 138 L314 204 L276 190 Z", c.base),
    shape("M274 100 L334 138 L314 204 L276 190 Z", c.dark, 0.4),
    shape("M126 100 L160 84 C176 104 224 104 240 84 L274 100 L282 322 Q200 334 118 322 Z", c.base),
    shape("M222 97 C230 94 236 90 240 84 L274 100 L282 322 Q250 328 226 329 Z", c.dark, 0.25),
    line("M160 84 C176 108 224 108 240 84", c.dark, 8),
    seam("M82 192 L120 178 M318 192 L280 178 M120 310 Q200 322 280 310", c.light),
    kind === 0
      ? shape("M150 224 L186 168 L206 196 L222 176 L252 224 Z", c.light) +
        shape("M150 224 L186 168 L196 182 L172 224 Z", c.accent) +
        circle(232, 160, 9, c.accent)
      : box(226, 148, 36, 40, 4, c.light) + line("M226 158 H262", c.dark, 2),
  ].join("");

export const drawBeanie: Drawing = (c, kind) => {
  const ribs = [-84, -56, -28, 0, 28, 56, 84]
    .map((x) => line(`M${200 + x} 250 C${200 + x * 0.96} 190 ${200 + x * 0.6} 130 200 112`, c.dark, 3, 0.45))
    .join("");
  const cuffRibs = Array.from({ length: 15 }, (_, i) => line(`M${88 + i * 16} 254 V310`, c.dark, 3, 0.4)).join("");
  return [
    kind === 1
      ? circle(200, 92, 36, c.accent) +
        line("M176 78 L190 94 M200 62 V88 M226 80 L210 96 M172 102 L190 104 M228 104 L212 106", c.light, 5, 0.8)
      : "",
    shape("M80 262 C82 160 140 108 200 108 C260 108 318 160 320 262 Z", c.base),
    shape("M200 108 C260 108 318 160 320 262 L256 262 C258 190 240 130 200 108 Z", c.dark, 0.35),
    ribs,
    box(70, 244, 260, 76, 24, c.light),
    cuffRibs,
    box(222, 266, 48, 30, 4, c.accent),
    oval(128, 176, 14, 34, c.light, 0.25),
  ].join("");
};
