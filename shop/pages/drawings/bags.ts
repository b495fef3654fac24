import { box, circle, line, seam, shape, type Drawing } from "./drawing.ts";

export const drawBackpack: Drawing = (c, kind) => {
  const tall = kind === 1;
  const top = tall ? 84 : 108;
  return [
    line(`M168 ${top} C168 ${top - 44} 232 ${top - 44} 232 ${top}`, c.dark, 12),
    tall ? box(116, 52, 168, 40, 20, c.accent) + line("M130 72 H270", c.dark, 3, 0.4) : "",
    line("M116 170 C84 190 80 270 112 306 M284 170 C316 190 320 270 288 306", c.dark, 16),
    shape(
      `M112 ${top + 50} C112 ${top + 6} 146 ${top - 12} 200 ${top - 12} C254 ${top - 12} 288 ${top + 6} 288 ${top + 50} L296 306 Q296 330 270 330 L130 330 Q104 330 104 306 Z`,
      c.base,
    ),
    shape(
      `M232 ${top - 10} C268 ${top - 4} 288 ${top + 14} 288 ${top + 50} L296 306 Q296 330 270 330 L244 330 Z`,
      c.dark,
      0.35,
    ),
    kind === 2
      ? box(132, 152, 136, 150, 16, c.dark) +
        box(140, 160, 120, 134, 12, c.base) +
        line("M148 176 H252", c.accent, 5) +
        box(244, 172, 8, 20, 3, c.light)
      : shape(
          "M128 222 Q128 208 144 208 L256 208 Q272 208 272 222 L276 296 Q276 310 260 310 L140 310 Q124 310 124 296 Z",
          c.dark,
          0.75,
        ) +
        line("M136 230 H264", c.accent, 5) +
        box(250, 226, 8, 20, 3, c.light),
    kind === 2
      ? ""
      : shape(
          `M116 ${top + 44} C130 ${top + 66} 270 ${top + 66} 284 ${top + 44} L284 ${top + 20} C270 ${top - 14} 130 ${top - 14} 116 ${top + 20} Z`,
          c.light,
        ),
    kind === 2
      ? ""
      : line(`M162 ${top + 40} V${top + 88} M238 ${top + 40} V${top + 88}`, c.accent, 9) +
        box(155, top + 74, 14, 18, 3, c.dark) +
        box(231, top + 74, 14, 18, 3, c.dark),
    tall ? line("M150 180 L250 180 M150 196 L250 180", c.accent, 4, 0.9) : "",
    seam(`M122 ${top + 70} L118 300`, c.light),
    box(182, 262, 36, 18, 4, c.accent),
  ].join("");
};

export const drawDuffel: Drawing = (c, kind) =>
  [
    line("M140 190 C140 96 260 96 260 190", c.accent, 13),
    shape(
      "M64 224 C64 186 96 172 128 172 L272 172 C304 172 336 186 336 224 L340 292 Q340 330 300 330 L100 330 Q60 330 60 292 Z",
      c.base,
    ),
    shape("M64 224 C64 186 96 172 128 172 C104 190 100 300 118 330 L100 330 Q60 330 60 292 Z", c.dark, 0.65),
    shape("M336 224 C336 186 304 172 272 172 C296 190 300 300 282 330 L300 330 Q340 330 340 292 Z", c.dark, 0.65),
    line("M112 194 H288", c.light, 8) + line("M112 194 H288", c.dark, 2) + box(276, 188, 20, 12, 4, c.accent),
    line("M150 178 V330 M250 178 V330", c.accent, 15),
    seam("M150 200 V322 M250 200 V322", c.dark),
    kind === 1
      ? box(176, 232, 48, 56, 8, c.dark) + line("M188 248 H212 M188 260 H212", c.light, 4)
      : line("M168 268 H232", c.dark, 3, 0.5) + box(172, 246, 56, 44, 6, c.light),
    line("M74 250 C86 246 96 246 104 250 M326 250 C314 246 304 246 296 250", c.light, 5),
    kind === 0 ? circle(200, 268, 8, c.accent) : "",
  ].join("");

export const drawTote: Drawing = (c, kind) =>
  [
    line("M142 176 C138 60 262 60 258 176", c.dark, 13),
    shape("M86 164 L314 164 L334 318 Q334 330 320 330 L80 330 Q66 330 66 318 Z", c.base),
    shape("M244 164 L314 164 L334 318 Q334 330 320 330 L258 330 Z", c.dark, 0.25),
    line("M150 176 C146 84 254 84 250 176", c.accent, 13),
    box(138, 166, 24, 44, 4, c.accent) + box(238, 166, 24, 44, 4, c.accent),
    seam("M92 178 L308 178", c.light),
    kind === 0
      ? shape(
          "M200 230 C180 208 154 226 166 252 C174 270 192 282 200 290 C208 282 226 270 234 252 C246 226 220 208 200 230 Z",
          c.light,
        ) + line("M200 290 V236", c.base, 3)
      : line("M90 196 L310 196", c.dark, 7) +
        box(286, 190, 22, 13, 4, c.accent) +
        box(140, 236, 120, 66, 6, c.dark) +
        line("M140 252 H260", c.light, 3),
    line("M104 190 L90 312", c.light, 4, 0.5),
  ].join("");
