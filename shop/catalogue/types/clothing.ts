import { text } from "../language.ts";
import type { ProductType } from "../product-type.ts";

export const CLOTHING_TYPES: readonly ProductType[] = [
  {
    id: "jacket",
    category: "clothing",
    shelf: text("Jackets", "Chaquetas", "夹克"),
    noun: "f",
    count: 10,
    sizes: "clothing",
    complements: ["fleece", "beanie", "boot"],
    kinds: [
      {
        name: text("rain jacket", "Chaqueta impermeable", "防雨夹克"),
        use: text(
          "Keeps heavy rain out and lets you breathe on the climb.",
          "No deja pasar la lluvia fuerte y transpira en la subida.",
          "挡得住大雨，爬坡时依然透气。",
        ),
        price: 179,
      },
      {
        name: text("insulated jacket", "Chaqueta acolchada", "保暖夹克"),
        use: text(
          "A warm layer that packs into its own pocket.",
          "Una capa cálida que se guarda en su propio bolsillo.",
          "暖和的中层，可以收进自己的口袋。",
        ),
        price: 199,
      },
      {
        name: text("windproof shell", "Chaqueta cortavientos", "防风外套"),
        use: text(
          "So light that you take it along, so tight that you are glad you did.",
          "Tan ligera que la llevas siempre, tan cerrada que te alegras de ello.",
          "轻到总会带上，风起时庆幸带了它。",
        ),
        price: 99,
      },
    ],
    materials: [
      text("three-layer recycled nylon", "nailon reciclado de tres capas", "三层再生尼龙"),
      text("tightly woven organic cotton", "algodón orgánico de trama densa", "高密有机棉"),
    ],
    features: [
      text("The hood fits over a helmet.", "La capucha cabe sobre un casco.", "帽兜能罩住头盔。"),
      text("All seams are taped.", "Todas las costuras van selladas.", "全部接缝压胶处理。"),
      text(
        "Zips under the arms let the heat out.",
        "Las cremalleras bajo los brazos dejan salir el calor.",
        "腋下拉链方便散热。",
      ),
      text(
        "The water repellent is free of fluorocarbons.",
        "El tratamiento repelente no contiene fluorocarbonos.",
        "防泼水处理不含氟碳化物。",
      ),
    ],
  },
  {
    id: "fleece",
    category: "clothing",
    shelf: text("Fleeces", "Forros polares", "抓绒衣"),
    noun: "m",
    count: 9,
    sizes: "clothing",
    complements: ["jacket", "tee"],
    kinds: [
      {
        name: text("zip fleece", "Forro polar con cremallera", "拉链抓绒衣"),
        use: text(
          "The layer that goes on first in the morning and comes off last.",
          "La capa que te pones primero por la mañana y te quitas la última.",
          "早上第一件穿上，晚上最后一件脱下。",
        ),
        materials: [text("recycled fleece", "tejido polar reciclado", "再生抓绒")],
        price: 89,
      },
      {
        name: text("wool pullover", "Jersey de lana", "羊毛套头衫"),
        use: text(
          "Thick enough for the hut, fine enough for the office.",
          "Grueso para el refugio, fino para la oficina.",
          "山屋里够暖，办公室里也体面。",
        ),
        materials: [text("soft lambswool", "lana suave de cordero", "柔软羔羊毛")],
        price: 109,
      },
    ],
    materials: [
      text("recycled fleece", "tejido polar reciclado", "再生抓绒"),
      text("soft lambswool", "lana suave de cordero", "柔软羔羊毛"),
    ],
    features: [
      text(
        "Flat seams do not rub under a pack.",
        "Las costuras planas no rozan bajo la mochila.",
        "平缝工艺，背包时不磨肩。",
      ),
      text(
        "Thumb loops keep the sleeves down.",
        "Los pasadores para el pulgar sujetan las mangas.",
        "拇指扣让袖口不上滑。",
      ),
      text(
        "It does not pill, even after many washes.",
        "No hace bolitas ni después de muchos lavados.",
        "多次洗涤也不起球。",
      ),
    ],
  },
  {
    id: "tee",
    category: "clothing",
    shelf: text("T-shirts", "Camisetas", "T恤"),
    noun: "f",
    count: 9,
    sizes: "clothing",
    complements: ["fleece", "runner"],
    kinds: [
      {
        name: text("merino T-shirt", "Camiseta de merino", "美利奴T恤"),
        use: text(
          "Three days on the trail and still good company.",
          "Tres días de ruta y sigue siendo buena compañía.",
          "连走三天，依旧清爽无异味。",
        ),
        materials: [text("fine merino wool", "lana merina fina", "细美利奴羊毛")],
        price: 59,
      },
      {
        name: text("organic cotton T-shirt", "Camiseta de algodón orgánico", "有机棉T恤"),
        use: text(
          "A plain, heavy T-shirt that gets better with age.",
          "Una camiseta sencilla y gruesa que mejora con los años.",
          "简单厚实，越穿越好看。",
        ),
        materials: [text("long-staple organic cotton", "algodón orgánico de fibra larga", "长绒有机棉")],
        price: 34,
      },
    ],
    materials: [
      text("fine merino wool", "lana merina fina", "细美利奴羊毛"),
      text("long-staple organic cotton", "algodón orgánico de fibra larga", "长绒有机棉"),
    ],
    features: [
      text("The collar keeps its shape.", "El cuello no se deforma.", "领口不易变形。"),
      text("It dries in a few hours on the line.", "Se seca en pocas horas al aire.", "晾几个小时就干。"),
      text(
        "The side seams run forward, out of the way of straps.",
        "Las costuras laterales quedan lejos de las correas.",
        "侧缝前移，避开背带。",
      ),
    ],
  },
  {
    id: "beanie",
    category: "clothing",
    shelf: text("Beanies", "Gorros", "毛线帽"),
    noun: "m",
    count: 9,
    complements: ["jacket", "boot"],
    kinds: [
      {
        name: text("ribbed beanie", "Gorro de canalé", "罗纹毛线帽"),
        use: text(
          "Warm ears from October to Easter.",
          "Orejas calientes de octubre a Semana Santa.",
          "从深秋到初春，耳朵一直暖着。",
        ),
        price: 29,
      },
      {
        name: text("bobble hat", "Gorro con pompón", "绒球帽"),
        use: text(
          "A cheerful hat that is easy to find in the snow.",
          "Un gorro alegre y fácil de encontrar en la nieve.",
          "雪地里一眼就能认出的欢快小帽。",
        ),
        price: 34,
      },
    ],
    materials: [
      text("merino wool", "lana merina", "美利奴羊毛"),
      text("recycled wool and cashmere", "lana y cachemira recicladas", "再生羊毛和羊绒"),
    ],
    features: [
      text(
        "It is knitted in one piece, without a seam.",
        "Está tejido en una sola pieza, sin costuras.",
        "一体编织，没有接缝。",
      ),
      text("The lining does not itch.", "El forro no pica.", "内衬不扎额头。"),
      text(
        "One size fits nearly everyone.",
        "La talla única le queda bien a casi todo el mundo.",
        "均码，几乎人人适合。",
      ),
    ],
  },
];
