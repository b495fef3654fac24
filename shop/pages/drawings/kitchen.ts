import { box, circle, group, line, oval, shape, type Drawing } from "./drawing.ts";

export const drawPan: Drawing = (c, kind) => {
  const iron = ["#3a3c40", "#9aa0a6", c.base][kind % 3] ?? c.base;
  const inner = ["#4b4e53", "#c3c8cc", "#35373b"][kind % 3] ?? c.dark;
  const handle = kind === 0 ? "#3a3c40" : kind === 1 ? "#8a9096" : c.accent;
  return group(
    "rotate(-38 200 220)",
    box(286, 198, 122, 32, 16, handle),
    kind === 0 ? oval(388, 214, 11, 8, c.backdrop[0]) : circle(392, 214, 6, c.backdrop[0]),
    shape("M270 192 L300 200 L300 228 L270 236 Z", iron),
    circle(176, 214, 124, iron),
    circle(176, 214, 108, inner),
    circle(176, 214, 92, iron, 0.35),
    line("M96 170 C110 132 144 112 180 112", "#ffffff", 7, 0.35),
    kind === 2
      ? ""
      : circle(160, 206, 46, "#fffaf0") +
          oval(214, 250, 30, 26, "#fffaf0") +
          circle(162, 206, 20, "#f0b53a") +
          oval(156, 200, 6, 5, "#f9dc8f"),
    kind === 2
      ? circle(178, 214, 66, "#e2b06a") +
          circle(178, 214, 58, "#d0924a") +
          group("rotate(38 178 214)", box(162, 196, 32, 30, 6, "#f8e6a8"))
      : "",
  );
};

export const drawKettle: Drawing = (c, kind) =>
  [
    kind === 0
      ? line("M262 292 C330 300 300 190 340 152 L358 148", c.base, 18) +
        line("M120 168 C60 150 48 262 84 290", "#7a5638", 20)
      : shape("M268 214 L340 168 L354 184 L286 268 Z", c.base) +
        line("M122 190 C110 86 290 86 278 190", "#7a5638", 18) +
        circle(352, 170, 13, c.accent),
    shape("M122 176 C122 160 278 160 278 176 L304 310 Q304 330 284 330 L116 330 Q96 330 96 310 Z", c.base),
    shape("M232 164 C262 166 278 170 278 176 L304 310 Q304 330 284 330 L246 330 Z", c.dark, 0.4),
    line("M138 190 L120 306", c.light, 10, 0.75),
    oval(200, 172, 78, 13, c.light),
    oval(200, 168, 62, 10, c.dark, 0.5),
    shape("M142 168 C148 146 252 146 258 168 Z", c.light),
    circle(200, 142, 13, c.accent),
    box(98, 316, 204, 14, 7, c.dark),
  ].join("");

export const drawMug: Drawing = (c, kind) => {
  const steam = line("M164 112 C152 92 176 80 164 58 M204 108 C192 88 216 76 204 52", c.dark, 6, 0.28);
  if (kind === 2) {
    return [
      shape("M132 128 L268 128 L252 316 Q250 330 236 330 L164 330 Q150 330 148 316 Z", c.base),
      shape("M222 128 L268 128 L252 316 Q250 330 236 330 L216 330 Z", c.dark, 0.4),
      shape("M122 104 Q122 90 138 90 L262 90 Q278 90 278 104 L274 132 L126 132 Z", c.dark),
      box(180, 78, 40, 16, 8, c.accent),
      shape("M139 190 L261 190 L256 246 L144 246 Z", c.accent),
      line("M152 146 L164 306", c.light, 7, 0.6),
    ].join("");
  }
  const rim = kind === 0 ? c.dark : c.light;
  return [
    steam,
    line("M282 176 C356 160 356 276 274 268", kind === 0 ? c.dark : c.base, 22),
    shape(
      kind === 0
        ? "M96 140 L284 140 L276 314 Q274 330 258 330 L122 330 Q106 330 104 314 Z"
        : "M92 140 L288 140 C292 240 280 330 232 330 L148 330 C100 330 88 240 92 140 Z",
      c.base,
    ),
    shape(
      kind === 0
        ? "M232 140 L284 140 L276 314 Q274 330 258 330 L226 330 Z"
        : "M236 140 L288 140 C292 240 280 330 232 330 L214 330 C240 300 244 220 236 140 Z",
      c.dark,
      0.35,
    ),
    kind === 1
      ? shape(
          "M92 140 L288 140 C289 166 288 190 285 214 C250 232 230 200 196 216 C160 230 130 200 95 212 C92 190 91 164 92 140 Z",
          c.light,
          0.9,
        )
      : "",
    oval(190, 140, 97, 20, rim),
    oval(190, 141, 84, 15, "#4c3424"),
    oval(170, 138, 34, 5, "#7a5638", 0.9),
    kind === 0
      ? circle(134, 206, 4, c.light) +
        circle(164, 260, 4, c.light) +
        circle(214, 216, 4, c.light) +
        circle(196, 294, 3, c.light) +
        circle(134, 290, 3, c.light) +
        circle(246, 270, 4, c.light)
      : "",
  ].join("");
};

export const drawBottle: Drawing = (c, kind) =>
  [
    kind === 0
      ? line("M172 70 C172 34 228 34 228 70", c.accent, 10)
      : line("M218 62 C262 52 268 92 232 100", c.accent, 9),
    box(164, 62, 72, 44, 10, c.dark),
    line("M178 74 V96 M192 74 V96 M208 74 V96 M222 74 V96", c.light, 3, 0.5),
    box(168, 102, 64, 16, 3, "#b9bdc1"),
    shape(
      "M168 118 L232 118 C236 146 266 150 266 186 L266 308 Q266 330 244 330 L156 330 Q134 330 134 308 L134 186 C134 150 164 146 168 118 Z",
      c.base,
    ),
    shape("M214 118 L232 118 C236 146 266 150 266 186 L266 308 Q266 330 244 330 L214 330 Z", c.dark, 0.4),
    line("M156 190 V300", c.light, 9, 0.7),
    kind === 0
      ? shape("M172 262 L198 218 L212 240 L222 226 L240 262 Z", c.accent)
      : box(134, 238, 132, 12, 0, c.accent) + box(134, 256, 132, 5, 0, c.accent),
    box(138, 314, 124, 5, 2, c.dark),
  ].join("");
