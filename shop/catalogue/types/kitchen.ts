import { text } from "../language.ts";
import type { ProductType } from "../product-type.ts";

export const KITCHEN_TYPES: readonly ProductType[] = [
  {
    id: "pan",
    category: "kitchen",
    shelf: text("Pans", "Sartenes", "煎锅"),
    noun: "f",
    count: 10,
    complements: ["kettle", "mug"],
    kinds: [
      {
        name: text("cast-iron pan", "Sartén de hierro fundido", "铸铁煎锅"),
        use: text(
          "Sears, bakes and outlives its owner.",
          "Dora, hornea y sobrevive a su dueño.",
          "煎、烤皆宜，可以用一辈子。",
        ),
        materials: [text("seasoned iron", "hierro curado", "预先开锅的生铁")],
        price: 69,
      },
      {
        name: text("steel frying pan", "Sartén de acero", "精钢煎锅"),
        use: text(
          "Hot in a minute and ready for anything from eggs to steak.",
          "Caliente en un minuto y lista para todo, de los huevos al filete.",
          "一分钟热锅，煎蛋煎牛排都拿手。",
        ),
        materials: [text("five-ply steel", "acero de cinco capas", "五层复合钢")],
        price: 84,
      },
      {
        name: text("non-stick pan", "Sartén antiadherente", "不粘煎锅"),
        use: text("Pancakes slide out by themselves.", "Las tortitas salen solas.", "松饼轻轻一晃就滑出锅。"),
        materials: [text("forged recycled aluminium", "aluminio reciclado forjado", "锻造再生铝")],
        price: 54,
      },
    ],
    materials: [
      text("seasoned iron", "hierro curado", "预先开锅的生铁"),
      text("five-ply steel", "acero de cinco capas", "五层复合钢"),
      text("forged recycled aluminium", "aluminio reciclado forjado", "锻造再生铝"),
    ],
    features: [
      text(
        "It works on induction, gas and the camp fire.",
        "Sirve para inducción, gas y fuego de leña.",
        "电磁炉、燃气、明火都能用。",
      ),
      text("The handle stays cool.", "El mango no se calienta.", "手柄不烫手。"),
      text("Both lips pour without dripping.", "Vierte sin gotear por ambos lados.", "两侧导流口，倒汁不滴漏。"),
      text("It goes into the oven up to 230 °C.", "Se puede meter en el horno hasta 230 °C.", "可入230摄氏度的烤箱。"),
    ],
  },
  {
    id: "kettle",
    category: "kitchen",
    shelf: text("Kettles", "Hervidores", "水壶"),
    noun: "m",
    count: 9,
    complements: ["mug", "pan"],
    kinds: [
      {
        name: text("gooseneck kettle", "Hervidor de cuello de cisne", "细嘴手冲壶"),
        use: text(
          "Pours a thin, steady line for coffee made by hand.",
          "Vierte un hilo fino y constante para el café hecho a mano.",
          "水流细而稳，专为手冲咖啡。",
        ),
        price: 79,
      },
      {
        name: text("whistling kettle", "Hervidor con silbato", "鸣笛水壶"),
        use: text("It calls you when the water is ready.", "Te avisa cuando el agua está lista.", "水开了，它会叫你。"),
        price: 49,
      },
    ],
    materials: [
      text("brushed stainless steel", "acero inoxidable cepillado", "拉丝不锈钢"),
      text("enamelled steel", "acero esmaltado", "搪瓷钢"),
    ],
    features: [
      text("The lid stays on while you pour.", "La tapa no se cae al servir.", "倒水时壶盖不会掉。"),
      text(
        "It holds one litre, enough for four cups.",
        "Tiene un litro de capacidad, suficiente para cuatro tazas.",
        "容量一升，够泡四杯。",
      ),
      text("A wooden grip keeps your hand cool.", "El asa de madera protege la mano.", "木质手柄隔热防烫。"),
    ],
  },
  {
    id: "mug",
    category: "kitchen",
    shelf: text("Mugs", "Tazas", "杯子"),
    noun: "f",
    count: 9,
    complements: ["kettle", "stove"],
    kinds: [
      {
        name: text("enamel mug", "Taza esmaltada", "搪瓷杯"),
        use: text(
          "Chips with dignity and tastes of holidays.",
          "Envejece con dignidad y sabe a vacaciones.",
          "磕碰之后更有味道，捧着就像在度假。",
        ),
        materials: [text("enamelled steel", "acero esmaltado", "搪瓷钢")],
        price: 16,
      },
      {
        name: text("stoneware mug", "Taza de gres", "粗陶杯"),
        use: text(
          "Thrown by hand, so that no two are quite alike.",
          "Torneada a mano: no hay dos iguales.",
          "手工拉坯，没有两只完全一样。",
        ),
        materials: [text("glazed stoneware", "gres vidriado", "上釉粗陶")],
        price: 24,
      },
      {
        name: text("insulated mug", "Taza térmica", "保温杯"),
        use: text(
          "Coffee that is still hot at the third stop.",
          "Café que sigue caliente en la tercera parada.",
          "走到第三站，咖啡还是热的。",
        ),
        materials: [text("double-walled stainless steel", "acero inoxidable de doble pared", "双层不锈钢")],
        price: 29,
      },
    ],
    materials: [
      text("enamelled steel", "acero esmaltado", "搪瓷钢"),
      text("glazed stoneware", "gres vidriado", "上釉粗陶"),
    ],
    features: [
      text("It is safe in the dishwasher.", "Es apta para el lavavajillas.", "可放入洗碗机。"),
      text("The handle takes three fingers.", "El asa admite tres dedos.", "把手容得下三根手指。"),
      text("It holds 350 ml.", "Tiene 350 ml de capacidad.", "容量350毫升。"),
    ],
  },
  {
    id: "bottle",
    category: "kitchen",
    shelf: text("Bottles", "Botellas", "水瓶"),
    noun: "f",
    count: 10,
    complements: ["backpack", "runner"],
    kinds: [
      {
        name: text("insulated bottle", "Botella térmica", "保温水瓶"),
        use: text(
          "Cold for a day, hot for twelve hours.",
          "Fría durante un día, caliente durante doce horas.",
          "保冷一整天，保温十二小时。",
        ),
        price: 34,
      },
      {
        name: text("steel water bottle", "Botella de acero", "不锈钢水瓶"),
        use: text(
          "Light, plain and good for ten thousand refills.",
          "Ligera, sencilla y lista para diez mil rellenos.",
          "轻巧简洁，灌上一万次也没问题。",
        ),
        price: 24,
      },
    ],
    materials: [
      text("18/8 stainless steel", "acero inoxidable 18/8", "18/8不锈钢"),
      text("recycled steel", "acero reciclado", "再生钢材"),
    ],
    features: [
      text(
        "The cap does not leak, whichever way it lies.",
        "El tapón no gotea en ninguna posición.",
        "怎么放都不漏水。",
      ),
      text("The wide mouth takes ice cubes.", "La boca ancha admite cubitos de hielo.", "宽口设计，冰块也放得进。"),
      text(
        "The powder coat does not slip in wet hands.",
        "El acabado en polvo no resbala con las manos mojadas.",
        "粉末涂层，湿手也不打滑。",
      ),
      text("Seals can be bought singly.", "Las juntas se venden por separado.", "密封圈可以单独购买。"),
    ],
  },
];
