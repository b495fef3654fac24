import { box, circle, group, line, oval, seam, shape, type Drawing } from "./drawing.ts";

export const drawTent: Drawing = (c, kind) => {
  const ropes =
    line("M92 214 L34 330 M308 214 L366 330", c.dark, 2, 0.6) +
    box(28, 318, 5, 16, 2, c.accent) +
    box(367, 318, 5, 16, 2, c.accent);
  if (kind === 1) {
    return [
      ropes,
      shape("M52 330 C58 190 120 112 200 112 C280 112 342 190 348 330 Z", c.base),
      shape("M200 112 C280 112 342 190 348 330 L262 330 C262 220 236 140 200 112 Z", c.dark, 0.45),
      shape("M52 330 C58 190 120 112 200 112 C150 140 122 220 120 330 Z", c.light, 0.55),
      shape("M148 330 C150 240 170 190 200 176 C230 190 250 240 252 330 Z", c.dark),
      shape("M148 330 C150 240 170 190 200 176 C186 224 180 280 176 330 Z", c.accent),
      line("M120 330 C122 220 150 140 200 112 C250 140 278 220 280 330", c.light, 3),
      box(82, 250, 26, 34, 8, c.backdrop[0]) + line("M95 250 V284 M82 267 H108", c.dark, 2),
    ].join("");
  }
  const peak = kind === 2 ? 150 : 118;
  return [
    ropes,
    shape(`M40 330 L166 ${peak} L246 ${peak + 12} L360 330 Z`, c.base),
    shape(`M246 ${peak + 12} L360 330 L254 330 L166 ${peak} Z`, c.dark, 0.5),
    shape(`M40 330 L166 ${peak} L120 330 Z`, c.light, 0.5),
    shape(`M166 ${peak} L104 330 L214 330 Z`, c.dark),
    shape(`M166 ${peak} L104 330 L142 330 C150 270 160 200 166 ${peak} Z`, c.accent),
    shape(`M166 ${peak} L214 330 L196 330 C186 260 174 200 166 ${peak} Z`, c.light),
    line(`M166 ${peak} L254 330`, c.light, 3),
    line(`M166 ${peak} L158 ${peak - 14} M246 ${peak + 12} L252 ${peak}`, c.dark, 5),
    seam(`M282 ${peak + 96} L330 318`, c.light),
  ].join("");
};

export const drawSleepingBag: Drawing = (c, kind) => {
  const quilts = [128, 164, 200, 236, 272]
    .map((y) => line(`M${146 - (y - 128) * 0.12} ${y} Q200 ${y + 14} ${254 + (y - 128) * 0.12} ${y}`, c.dark, 3, 0.55))
    .join("");
  return group(
    kind === 2 ? "rotate(-24 200 210)" : "rotate(-18 200 210)",
    shape(
      "M200 44 C256 44 274 86 268 132 L284 190 C288 250 262 356 200 356 C138 356 112 250 116 190 L132 132 C126 86 144 44 200 44 Z",
      c.base,
    ),
    shape(
      "M200 44 C256 44 274 86 268 132 L284 190 C288 250 262 356 200 356 C232 320 246 240 240 170 C236 120 226 70 200 44 Z",
      c.dark,
      0.35,
    ),
    quilts,
    shape("M200 60 C238 60 252 92 244 122 C236 146 164 146 156 122 C148 92 162 60 200 60 Z", c.dark),
    shape("M200 74 C228 74 238 98 232 118 C226 136 174 136 168 118 C162 98 172 74 200 74 Z", c.accent, 0.9),
    oval(200, 112, 26, 14, c.backdrop[0]),
    line("M250 140 C262 200 262 260 240 316", c.light, 4),
    circle(250, 142, 6, c.accent),
    seam("M150 316 Q200 342 250 316", c.light),
  );
};

export const drawMat: Drawing = (c, kind) => {
  if (kind === 2) {
    const folds = [0, 1, 2, 3, 4].map((i) => {
      const y = 304 - i * 34;
      return (
        shape(`M84 ${y} L262 ${y} L322 ${y - 26} L144 ${y - 26} Z`, i % 2 ? c.base : c.light) +
        box(84, y, 178, 22, 5, i % 2 ? c.dark : c.base) +
        shape(`M262 ${y} L322 ${y - 26} V${y - 4} L262 ${y + 22} Z`, c.dark)
      );
    });
    return folds.join("") + box(150, 166, 16, 160, 3, c.accent);
  }
  const tubes = [0, 1, 2, 3]
    .map((i) =>
      line(`M${118 + i * 2} ${322 - i * 12} L${330 + i * 6} ${322 - i * 12}`, i % 2 ? c.light : c.dark, 3, 0.4),
    )
    .join("");
  return [
    shape("M96 330 L352 330 C366 330 372 322 366 312 L340 268 L150 268 Z", c.base),
    tubes,
    circle(126, 252, 78, c.dark),
    circle(126, 252, 70, c.base),
    line(
      "M126 252 m-8 0 a8 8 0 1 1 16 2 a18 18 0 1 1 -34 -4 a30 30 0 1 1 58 6 a42 42 0 1 1 -82 -8 a54 54 0 1 1 106 10",
      c.light,
      5,
      0.85,
    ),
    kind === 0 ? box(330, 292, 26, 16, 6, c.accent) : box(336, 286, 18, 28, 8, c.accent),
    line("M60 214 C70 190 96 178 126 178", c.light, 6, 0.7),
  ].join("");
};

export const drawStove: Drawing = (c, kind) => {
  const flame = (x: number, y: number) =>
    shape(`M${x} ${y} c-16 -14 -12 -30 0 -44 c12 14 16 30 0 44 Z`, "#4f9bd1", 0.9) +
    shape(`M${x} ${y} c-8 -8 -6 -16 0 -24 c6 8 8 16 0 24 Z`, "#cfe8f7");
  if (kind === 1) {
    return [
      box(52, 250, 296, 80, 14, c.base),
      box(52, 250, 296, 22, 11, c.light),
      shape("M64 250 L64 138 Q64 126 76 126 L324 126 Q336 126 336 138 L336 250 Z", c.dark),
      shape("M80 250 L80 148 Q80 142 86 142 L314 142 Q320 142 320 148 L320 250 Z", c.base, 0.55),
      flame(132, 240) + flame(268, 240),
      line("M92 246 H172 M228 246 H308", "#2c2e31", 7),
      circle(132, 300, 14, c.dark) + circle(268, 300, 14, c.dark),
      line("M132 300 V290 M268 300 L276 293", c.accent, 4),
      box(188, 288, 24, 24, 5, c.accent),
    ].join("");
  }
  return [
    shape(
      "M118 262 Q118 240 140 236 L260 236 Q282 240 282 262 L282 312 Q282 330 262 330 L138 330 Q118 330 118 312 Z",
      c.base,
    ),
    shape("M236 236 L260 236 Q282 240 282 262 L282 312 Q282 330 262 330 L236 330 Z", c.dark, 0.5),
    box(118, 272, 164, 30, 0, c.accent),
    shape("M186 236 L186 214 L214 214 L214 236 Z", c.dark),
    box(176, 196, 48, 20, 6, "#8d9196"),
    line("M214 226 H262", "#6b6f74", 6) + circle(266, 226, 10, c.accent),
    shape("M150 172 L250 172 L228 198 L172 198 Z", "#6b6f74"),
    flame(176, 170) + flame(200, 168) + flame(224, 170),
    line("M158 172 L120 118 M242 172 L280 118 M120 118 H148 M280 118 H252", "#54585d", 8),
    line("M136 250 V316", c.light, 6, 0.6),
  ].join("");
};

export const drawChair: Drawing = (c, kind) => {
  const low = kind === 1;
  const frame = low ? c.accent : "#5a5148";
  return [
    line(low ? "M104 118 L250 326 M300 250 L120 326" : "M118 96 L262 328 M296 226 L118 328", frame, 11),
    line(low ? "M142 118 L286 322 M330 246 L158 322" : "M158 96 L300 324 M334 222 L160 324", frame, 9, 0.7),
    shape(
      low
        ? "M96 112 L152 112 C176 176 214 226 260 238 L336 238 L306 262 L238 262 C180 250 132 190 96 112 Z"
        : "M108 88 L168 88 C178 160 204 212 246 224 L342 220 L306 250 L228 250 C168 236 128 170 108 88 Z",
      c.base,
    ),
    shape(
      low
        ? "M96 112 L112 112 C146 186 190 240 248 250 L306 250 L306 262 L238 262 C180 250 132 190 96 112 Z"
        : "M108 88 L124 88 C142 166 184 226 238 238 L306 238 L306 250 L228 250 C168 236 128 170 108 88 Z",
      c.dark,
      0.55,
    ),
    line(low ? "M128 168 L176 156 M156 208 L200 192" : "M132 158 L182 146 M156 202 L206 186", c.light, 8, 0.8),
    low ? "" : line("M206 176 L318 170", frame, 12) + line("M206 176 L318 170", c.accent, 5),
    circle(196, low ? 288 : 276, 7, c.accent),
  ].join("");
};
