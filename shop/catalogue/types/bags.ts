import { text } from "../language.ts";
import type { ProductType } from "../product-type.ts";

export const BAG_TYPES: readonly ProductType[] = [
  {
    id: "backpack",
    category: "bags",
    shelf: text("Backpacks", "Mochilas", "背包"),
    noun: "f",
    count: 10,
    complements: ["bottle", "boot", "powerbank"],
    kinds: [
      {
        name: text("daypack", "Mochila de día", "轻量日用背包"),
        use: text(
          "Lunch, a layer and a map: all a good day needs.",
          "La comida, una capa y un mapa: todo lo que necesita un buen día.",
          "午餐、外套、地图，一天所需刚好装下。",
        ),
        price: 79,
      },
      {
        name: text("trekking backpack", "Mochila de trekking", "徒步大背包"),
        use: text(
          "A week's load on your hips instead of your shoulders.",
          "La carga de una semana en las caderas, no en los hombros.",
          "一周的行装，重量落在腰上而不是肩上。",
        ),
        price: 189,
      },
      {
        name: text("laptop backpack", "Mochila para portátil", "电脑背包"),
        use: text(
          "From the train to the desk to the bouldering wall.",
          "Del tren a la mesa y de la mesa al rocódromo.",
          "从地铁到办公桌，再到攀岩馆。",
        ),
        price: 109,
      },
    ],
    materials: [
      text("recycled ripstop nylon", "nailon antidesgarro reciclado", "再生防撕裂尼龙"),
      text("waxed cotton canvas", "lona de algodón encerada", "油蜡棉帆布"),
    ],
    features: [
      text("The back panel lets air through.", "El panel trasero deja pasar el aire.", "背板通风透气。"),
      text("A rain cover sits in the base.", "La funda de lluvia va en la base.", "底部自带防雨罩。"),
      text(
        "Two side pockets take a bottle each.",
        "Los dos bolsillos laterales llevan una botella cada uno.",
        "两侧口袋各能放一只水壶。",
      ),
      text(
        "The hip belt has a pocket for your phone.",
        "El cinturón tiene un bolsillo para el móvil.",
        "腰带上有手机袋。",
      ),
    ],
  },
  {
    id: "duffel",
    category: "bags",
    shelf: text("Travel bags", "Bolsas de viaje", "旅行包"),
    noun: "f",
    count: 9,
    complements: ["headphones", "powerbank", "tee"],
    kinds: [
      {
        name: text("weekend bag", "Bolsa de fin de semana", "周末旅行包"),
        use: text(
          "Two nights away, and it still fits under the seat.",
          "Dos noches fuera, y aún cabe debajo del asiento.",
          "装下两晚的行李，还能塞进座位底下。",
        ),
        price: 99,
      },
      {
        name: text("expedition duffel", "Bolsa de expedición", "远征驮包"),
        use: text(
          "Thrown on roofs and into boats, it keeps what is inside dry.",
          "Aguanta techos y barcas, y mantiene seco lo que lleva dentro.",
          "扔上车顶、丢进小船，里面依然干爽。",
        ),
        price: 139,
      },
    ],
    materials: [
      text("laminated recycled polyester", "poliéster reciclado laminado", "再生覆膜涤纶"),
      text("heavy cotton canvas", "lona de algodón gruesa", "厚棉帆布"),
    ],
    features: [
      text("The straps turn it into a backpack.", "Las correas la convierten en mochila.", "背带可让它变成双肩包。"),
      text(
        "Shoes travel in their own compartment.",
        "El calzado viaja en su propio compartimento.",
        "鞋子有单独的隔层。",
      ),
      text(
        "The wide opening shows everything at once.",
        "La boca ancha deja verlo todo de un vistazo.",
        "大开口，里面一目了然。",
      ),
    ],
  },
  {
    id: "tote",
    category: "bags",
    shelf: text("Totes", "Bolsas de tela", "托特包"),
    noun: "f",
    count: 9,
    complements: ["bottle", "mug", "blanket"],
    kinds: [
      {
        name: text("market tote", "Bolsa de mercado", "集市托特包"),
        use: text(
          "Carries bread, leeks and a bunch of flowers without complaint.",
          "Lleva pan, puerros y un ramo de flores sin quejarse.",
          "面包、大葱、一束花，统统装得下。",
        ),
        price: 29,
      },
      {
        name: text("zipped tote", "Bolsa con cremallera", "拉链托特包"),
        use: text(
          "A calm companion for work, library and swimming pool.",
          "Una compañera tranquila para el trabajo, la biblioteca y la piscina.",
          "上班、去图书馆、去游泳，都能从容陪伴。",
        ),
        price: 49,
      },
    ],
    materials: [
      text("unbleached organic cotton", "algodón orgánico sin blanquear", "未漂白有机棉"),
      text("washed linen", "lino lavado", "水洗亚麻"),
    ],
    features: [
      text(
        "The handles are long enough for a coat sleeve.",
        "Las asas son largas y caben sobre el abrigo.",
        "提手够长，穿外套也能挎上肩。",
      ),
      text("An inner pocket holds your keys.", "Un bolsillo interior guarda las llaves.", "内袋专放钥匙。"),
      text("It may go in the washing machine.", "Se puede meter en la lavadora.", "可以机洗。"),
    ],
  },
];
