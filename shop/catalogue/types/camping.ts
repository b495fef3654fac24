import { text } from "../language.ts";
import type { ProductType } from "../product-type.ts";

export const CAMPING_TYPES: readonly ProductType[] = [
  {
    id: "tent",
    category: "camping",
    shelf: text("Tents", "Tiendas de campaña", "帐篷"),
    noun: "f",
    count: 10,
    complements: ["bag", "mat", "stove", "chair"],
    kinds: [
      {
        name: text("two-person tent", "Tienda para dos personas", "双人帐篷"),
        use: text(
          "A roomy shelter for two that pitches in four minutes, even in wind.",
          "Un refugio amplio para dos que se monta en cuatro minutos, incluso con viento.",
          "宽敞的双人空间，有风时也能在四分钟内搭好。",
        ),
        price: 289,
      },
      {
        name: text("four-person family tent", "Tienda familiar para cuatro personas", "四人家庭帐篷"),
        use: text(
          "Room to stand, two sleeping cabins and a porch for muddy boots.",
          "Altura para estar de pie, dos dormitorios y un porche para las botas embarradas.",
          "可以站直身子，两间睡舱，外加放泥靴的门厅。",
        ),
        price: 429,
      },
      {
        name: text("ultralight solo tent", "Tienda individual ultraligera", "超轻单人帐篷"),
        use: text(
          "Just over a kilo of shelter for long days with a small pack.",
          "Poco más de un kilo de refugio para jornadas largas con mochila pequeña.",
          "一公斤出头的轻便住所，适合轻装走长线。",
        ),
        price: 349,
      },
    ],
    materials: [
      text("ripstop nylon", "nailon antidesgarro", "防撕裂尼龙"),
      text("recycled polyester", "poliéster reciclado", "再生涤纶"),
      text("a cotton and polyester blend", "una mezcla de algodón y poliéster", "棉涤混纺面料"),
    ],
    features: [
      text(
        "The flysheet holds 3,000 mm of water.",
        "El doble techo resiste 3.000 mm de columna de agua.",
        "外帐防水指数达3000毫米。",
      ),
      text(
        "Two doors mean nobody climbs over anybody.",
        "Con dos puertas, nadie tiene que pasar por encima de nadie.",
        "双侧开门，夜里起身互不打扰。",
      ),
      text(
        "Colour-coded poles make pitching obvious.",
        "Las varillas con código de color facilitan el montaje.",
        "彩色编码的支杆，一看就会搭。",
      ),
      text(
        "Vents at both ends keep condensation away.",
        "La ventilación en ambos extremos evita la condensación.",
        "两端通风口减少帐内结露。",
      ),
    ],
  },
  {
    id: "bag",
    category: "camping",
    shelf: text("Sleeping bags", "Sacos de dormir", "睡袋"),
    noun: "m",
    count: 10,
    complements: ["mat", "tent"],
    kinds: [
      {
        name: text("three-season sleeping bag", "Saco de dormir de tres estaciones", "三季睡袋"),
        use: text(
          "Warm from the first spring nights to the last of autumn.",
          "Abriga desde las primeras noches de primavera hasta las últimas de otoño.",
          "从初春到深秋的夜晚都暖和。",
        ),
        price: 149,
      },
      {
        name: text("winter sleeping bag", "Saco de dormir de invierno", "冬季睡袋"),
        use: text(
          "For nights when the bottle freezes outside and you do not.",
          "Para noches en que la botella se congela fuera y tú no.",
          "帐外水壶结冰，睡袋里依然温暖。",
        ),
        price: 279,
      },
      {
        name: text("summer sleeping bag", "Saco de dormir de verano", "夏季睡袋"),
        use: text(
          "Light, airy and no bigger than a loaf of bread when packed.",
          "Ligero, fresco y del tamaño de una barra de pan cuando se guarda.",
          "轻薄透气，收起来只有一条面包大小。",
        ),
        price: 89,
      },
    ],
    materials: [
      text("responsibly sourced down", "plumón de origen responsable", "可追溯来源的羽绒"),
      text("recycled synthetic fibre", "fibra sintética reciclada", "再生合成纤维"),
    ],
    features: [
      text(
        "The zip glides without catching the lining.",
        "La cremallera corre sin morder el forro.",
        "拉链顺滑，不咬内衬。",
      ),
      text(
        "A draught collar keeps the warmth around your shoulders.",
        "Un collarín térmico conserva el calor en los hombros.",
        "防风领圈锁住肩颈的温度。",
      ),
      text("Its compression sack is included.", "Incluye funda de compresión.", "附赠压缩收纳袋。"),
      text(
        "Two of a kind zip together.",
        "Dos iguales se pueden unir con la cremallera.",
        "两只同款可拼接成双人睡袋。",
      ),
    ],
  },
  {
    id: "mat",
    category: "camping",
    shelf: text("Sleeping mats", "Esterillas", "睡垫"),
    noun: "f",
    count: 9,
    complements: ["bag", "tent"],
    kinds: [
      {
        name: text("inflatable sleeping mat", "Esterilla hinchable", "充气睡垫"),
        use: text(
          "Eight centimetres of comfort that roll up smaller than a bottle.",
          "Ocho centímetros de comodidad que enrollados ocupan menos que una botella.",
          "八厘米厚的舒适，卷起来比水壶还小。",
        ),
        price: 109,
      },
      {
        name: text("self-inflating mat", "Esterilla autohinchable", "自动充气垫"),
        use: text(
          "Open the valve, put the kettle on, and the bed is made.",
          "Abre la válvula, pon agua a calentar y la cama estará hecha.",
          "打开气阀，烧上一壶水，床就铺好了。",
        ),
        price: 79,
      },
      {
        name: text("folding foam mat", "Esterilla plegable de espuma", "折叠泡沫垫"),
        use: text(
          "Nothing to inflate and nothing to puncture: unfold it and lie down.",
          "Nada que inflar y nada que pinchar: se despliega y a dormir.",
          "无需充气，也不怕扎破，展开就能躺。",
        ),
        materials: [text("closed-cell foam", "espuma de celda cerrada", "闭孔泡沫")],
        price: 39,
      },
    ],
    materials: [
      text("recycled nylon", "nailon reciclado", "再生尼龙"),
      text("soft brushed polyester", "poliéster cepillado suave", "柔软磨毛涤纶"),
    ],
    features: [
      text("It insulates down to −5 °C.", "Aísla hasta −5 °C.", "零下5摄氏度仍能隔绝地面寒气。"),
      text(
        "The underside does not slip on the tent floor.",
        "La base no resbala sobre el suelo de la tienda.",
        "底面防滑，不会在帐内移位。",
      ),
      text(
        "A repair patch hides in the stuff sack.",
        "La funda esconde un parche de reparación.",
        "收纳袋里备有修补贴片。",
      ),
      text(
        "It makes no rustling noise when you turn over.",
        "No hace ruido cuando te das la vuelta.",
        "翻身时没有沙沙声。",
      ),
    ],
  },
  {
    id: "stove",
    category: "camping",
    shelf: text("Camping stoves", "Hornillos", "露营炉具"),
    noun: "m",
    count: 9,
    complements: ["mug", "pan", "tent"],
    kinds: [
      {
        name: text("gas camping stove", "Hornillo de gas", "便携气炉"),
        use: text(
          "Boils half a litre in under three minutes.",
          "Hierve medio litro en menos de tres minutos.",
          "三分钟之内烧开半升水。",
        ),
        price: 54,
      },
      {
        name: text("two-burner camping stove", "Hornillo de dos fuegos", "双头露营炉"),
        use: text(
          "Coffee on one side, eggs on the other: breakfast as at home.",
          "Café a un lado y huevos al otro: un desayuno como en casa.",
          "一边煮咖啡，一边煎鸡蛋，早餐和家里一样。",
        ),
        price: 119,
      },
    ],
    materials: [
      text("stainless steel", "acero inoxidable", "不锈钢"),
      text("anodised aluminium", "aluminio anodizado", "阳极氧化铝"),
    ],
    features: [
      text(
        "A wind shield keeps the flame where it belongs.",
        "El paravientos mantiene la llama en su sitio.",
        "挡风罩让火焰稳定不偏。",
      ),
      text("The pot supports fold flat.", "Los soportes se pliegan por completo.", "锅架可以完全折平。"),
      text(
        "It simmers as well as it boils.",
        "Cocina a fuego lento tan bien como hierve.",
        "大火烧水，小火慢炖，都能胜任。",
      ),
      text(
        "The piezo lighter needs no matches.",
        "El encendido piezoeléctrico no necesita cerillas.",
        "压电点火，不需要火柴。",
      ),
    ],
  },
  {
    id: "chair",
    category: "camping",
    shelf: text("Camp chairs", "Sillas de camping", "露营椅"),
    noun: "f",
    count: 9,
    complements: ["tent", "stove", "blanket"],
    kinds: [
      {
        name: text("folding camp chair", "Silla plegable", "折叠露营椅"),
        use: text(
          "The seat everyone at the fire hopes is theirs.",
          "El asiento que todos quieren junto al fuego.",
          "篝火旁人人都想坐的那一把。",
        ),
        price: 64,
      },
      {
        name: text("low beach chair", "Silla baja de playa", "低座沙滩椅"),
        use: text(
          "Sits low in sand and grass and leans back with you.",
          "Baja, para arena y césped, y se reclina contigo.",
          "低矮的座面适合沙滩草地，还能随你后仰。",
        ),
        price: 49,
      },
    ],
    materials: [
      text("powder-coated aluminium and sturdy canvas", "aluminio lacado y lona resistente", "喷粉铝材和厚实帆布"),
      text("ash wood and cotton canvas", "madera de fresno y lona de algodón", "白蜡木和纯棉帆布"),
    ],
    features: [
      text("It carries 120 kg.", "Soporta 120 kg.", "承重120公斤。"),
      text(
        "It packs into a bag with a shoulder strap.",
        "Se guarda en una bolsa con correa para el hombro.",
        "可收进带肩带的袋子里。",
      ),
      text("A pocket holds your book and your cup.", "Un bolsillo sujeta el libro y la taza.", "侧袋放得下书和杯子。"),
      text(
        "Wide feet do not sink into soft ground.",
        "Las patas anchas no se hunden en suelo blando.",
        "宽大的脚垫不会陷进软土。",
      ),
    ],
  },
];
