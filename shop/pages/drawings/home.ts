import { box, circle, group, line, oval, seam, shape, type Drawing } from "./drawing.ts";

export const drawLamp: Drawing = (c, kind) =>
  kind === 0
    ? [
        shape("M96 200 L60 330 L340 330 L304 200 Z", "#fff3cf", 0.65),
        box(192, 196, 16, 112, 4, c.dark),
        shape("M136 318 C150 296 250 296 264 318 L264 330 L136 330 Z", c.dark),
        circle(200, 262, 26, c.accent) + oval(191, 254, 7, 10, "#ffffff", 0.35),
        shape("M150 76 L250 76 L310 202 L90 202 Z", c.base),
        shape("M214 76 L250 76 L310 202 L236 202 Z", c.dark, 0.3),
        shape("M150 76 L172 76 L136 202 L90 202 Z", c.light, 0.6),
        line("M92 202 H308", c.light, 6) + line("M150 77 H250", c.dark, 4),
        line("M264 322 C310 318 330 336 372 326", c.dark, 4, 0.6),
      ].join("")
    : [
        shape("M232 158 L330 152 L388 330 L178 330 Z", "#fff3cf", 0.6),
        shape("M72 318 C84 298 176 298 188 318 L188 330 L72 330 Z", c.dark),
        line("M130 306 L96 190 L214 96", c.dark, 10),
        circle(96, 190, 12, c.accent) + circle(130, 302, 9, c.accent),
        group(
          "rotate(28 250 116)",
          shape("M218 78 Q250 60 282 78 L312 148 L188 148 Z", c.base),
          shape("M256 70 Q272 72 282 78 L312 148 L266 148 Z", c.dark, 0.4),
          line("M190 148 H310", c.light, 6),
          circle(250, 70, 11, c.accent),
        ),
        oval(240, 166, 22, 10, "#fff7dd"),
      ].join("");

export const drawBlanket: Drawing = (c, kind) => {
  const fringe = Array.from({ length: 21 }, (_, i) => line(`M${86 + i * 11.4} 306 v24`, c.light, 4)).join("");
  if (kind === 1) {
    return [
      circle(110, 268, 62, c.dark) + circle(110, 268, 54, c.base),
      line("M110 268 m-6 0 a8 8 0 1 1 14 4 a20 20 0 1 1 -34 -10 a34 34 0 1 1 62 14", c.light, 5),
      shape(
        "M110 206 L312 206 C344 206 356 240 356 268 C356 300 340 330 312 330 L110 330 C150 320 172 300 172 268 C172 236 150 216 110 206 Z",
        c.base,
      ),
      line(
        "M196 206 C212 240 212 300 196 330 M236 206 C252 240 252 300 236 330 M306 206 C322 240 322 300 306 330",
        c.light,
        7,
        0.7,
      ),
      line("M150 238 H352 M168 286 H354", c.dark, 6, 0.5),
      line("M266 204 C286 240 286 300 266 332", "#7a4f31", 14) + box(270, 250, 22, 28, 4, c.accent),
      line("M262 206 C256 168 300 168 300 206", "#7a4f31", 9),
    ].join("");
  }
  return [
    fringe,
    shape("M78 128 Q78 112 96 112 L304 112 Q322 112 322 128 L326 310 L74 310 Z", c.base),
    shape("M76 220 L324 220 L326 310 L74 310 Z", c.dark, 0.25),
    line("M80 150 H320 M78 184 H322", c.accent, 9) + line("M78 168 H322", c.light, 5),
    line("M76 264 H324", c.accent, 7) + line("M76 284 H324", c.light, 5),
    shape("M78 128 Q78 112 96 112 L304 112 Q322 112 322 128 C280 138 120 138 78 128 Z", c.light, 0.8),
    line("M76 222 C140 232 260 232 324 222", c.dark, 4, 0.6),
    box(286, 226, 26, 32, 3, c.light),
  ].join("");
};

export const drawCushion: Drawing = (c, kind) => {
  const outline =
    "M84 116 C140 130 260 130 316 116 C330 112 340 120 336 136 C322 190 322 256 336 308 C340 324 330 334 314 330 C260 318 140 318 86 330 C70 334 60 324 64 308 C78 256 78 190 64 136 C60 120 70 112 84 116 Z";
  return [
    shape(outline, c.base),
    kind === 1
      ? line(
          "M118 126 C110 190 110 256 118 320 M146 128 C140 190 140 256 146 318 M282 126 C290 190 290 256 282 320 M254 128 C260 190 260 256 254 318",
          c.light,
          12,
        ) +
        line("M200 128 V318", c.accent, 16) +
        line("M176 128 C174 190 174 256 176 318 M224 128 C226 190 226 256 224 318", c.dark, 5)
      : shape(
          "M112 128 C130 190 120 270 108 322 L86 330 C70 334 60 324 64 308 C78 256 78 190 64 136 C60 120 70 112 84 116 Z",
          c.light,
          0.35,
        ) +
        circle(200, 222, 11, c.accent) +
        line(
          "M200 222 C180 200 168 190 150 182 M200 222 C222 204 236 192 254 186 M200 222 C184 244 170 256 154 266 M200 222 C218 244 232 254 250 264",
          c.dark,
          4,
          0.45,
        ),
    shape(
      "M300 122 C284 190 290 270 302 326 L314 330 C330 334 340 324 336 308 C322 256 322 190 336 136 C340 120 330 112 316 116 Z",
      c.dark,
      0.3,
    ),
    seam("M92 132 C140 144 260 144 308 132 M92 314 C140 304 260 304 308 314", c.light),
    kind === 0 ? line("M62 120 l-10 -10 M338 120 l10 -10", c.accent, 7) : "",
  ].join("");
};

export const drawPlanter: Drawing = (c, kind) => {
  const leaf = (angle: number, length: number, fill: string) =>
    group(
      `translate(200 226) rotate(${angle})`,
      shape(
        `M0 0 C-30 ${-length * 0.4} -22 ${-length * 0.8} 0 ${-length} C22 ${-length * 0.8} 30 ${-length * 0.4} 0 0 Z`,
        fill,
      ),
      line(`M0 -6 V${-length + 14}`, "#2f5a3c", 3, 0.5),
    );
  return [
    leaf(-62, 120, "#4d7f52") +
      leaf(62, 120, "#3f6f49") +
      leaf(-34, 152, "#5f9560") +
      leaf(34, 152, "#4d7f52") +
      leaf(0, 172, "#6ea56b"),
    kind === 1 ? leaf(-84, 96, "#3f6f49") + leaf(84, 96, "#5f9560") : "",
    shape(
      kind === 0
        ? "M112 222 L288 222 L266 316 Q262 330 246 330 L154 330 Q138 330 134 316 Z"
        : "M110 222 L290 222 L290 306 Q290 330 266 330 L134 330 Q110 330 110 306 Z",
      c.base,
    ),
    shape(
      kind === 0
        ? "M234 222 L288 222 L266 316 Q262 330 246 330 L222 330 Z"
        : "M236 222 L290 222 L290 306 Q290 330 266 330 L236 330 Z",
      c.dark,
      0.35,
    ),
    box(102, 208, 196, 30, 8, c.light),
    kind === 0
      ? line("M122 258 C150 272 174 250 200 262 C226 274 250 252 278 262", c.accent, 7)
      : box(254, 262, 14, 46, 7, c.backdrop[0]) + box(254, 284, 14, 24, 7, "#69a7c4"),
    line("M136 252 L146 312", c.light, 6, 0.55),
  ].join("");
};
