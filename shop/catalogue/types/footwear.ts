import { text } from "../language.ts";
import type { ProductType } from "../product-type.ts";

export const FOOTWEAR_TYPES: readonly ProductType[] = [
  {
    id: "boot",
    category: "footwear",
    shelf: text("Hiking boots", "Botas de montaña", "登山靴"),
    noun: "fp",
    count: 10,
    sizes: "shoe",
    complements: ["backpack", "jacket", "beanie"],
    kinds: [
      {
        name: text("waterproof hiking boots", "Botas de senderismo impermeables", "防水徒步靴"),
        use: text(
          "For wet paths, stream crossings and days that start in the dark.",
          "Para senderos mojados, arroyos y días que empiezan de noche.",
          "湿滑山路、涉溪、天没亮就出发的日子，都靠它。",
        ),
        price: 169,
      },
      {
        name: text("leather mountain boots", "Botas de montaña de piel", "皮革登山靴"),
        use: text(
          "A classic welted boot that can be resoled again and again.",
          "Unas botas cosidas de toda la vida, que admiten suela nueva una y otra vez.",
          "经典沿条工艺，鞋底可以一换再换。",
        ),
        materials: [text("oiled nubuck leather", "nobuk engrasado", "油浸磨砂皮")],
        price: 229,
      },
      {
        name: text("light mid boots", "Botas ligeras de media caña", "轻量中帮靴"),
        use: text(
          "As light as a trainer with the ankle of a boot.",
          "Ligeras como unas zapatillas, con el tobillo de unas botas.",
          "轻如跑鞋，又有靴子的护踝。",
        ),
        price: 139,
      },
    ],
    materials: [
      text("oiled nubuck leather", "nobuk engrasado", "油浸磨砂皮"),
      text("recycled mesh and suede", "malla reciclada y ante", "再生网布和绒面革"),
    ],
    features: [
      text("The sole grips on wet rock.", "La suela agarra sobre roca mojada.", "鞋底在湿岩上也抓得住。"),
      text("They need no breaking in.", "No necesitan rodaje.", "新鞋也不磨脚。"),
      text("A rubber rand protects the toes.", "Una banda de goma protege la puntera.", "橡胶围条保护脚趾。"),
      text("The insole can be taken out and washed.", "La plantilla se puede sacar y lavar.", "鞋垫可取出清洗。"),
    ],
  },
  {
    id: "runner",
    category: "footwear",
    shelf: text("Trail runners", "Zapatillas de trail", "越野跑鞋"),
    noun: "fp",
    count: 10,
    sizes: "shoe",
    complements: ["tee", "bottle", "headphones"],
    kinds: [
      {
        name: text("trail running shoes", "Zapatillas de trail", "越野跑鞋"),
        use: text(
          "Quick and sure on roots, gravel and the muddy bit by the gate.",
          "Rápidas y seguras sobre raíces, grava y el barro de siempre.",
          "树根、碎石、泥地，跑起来又快又稳。",
        ),
        price: 129,
      },
      {
        name: text("cushioned road shoes", "Zapatillas de asfalto acolchadas", "缓震路跑鞋"),
        use: text(
          "Soft landings for the daily ten kilometres.",
          "Pisada blanda para los diez kilómetros de cada día.",
          "每天十公里，落脚依旧柔软。",
        ),
        price: 119,
      },
      {
        name: text("everyday walking shoes", "Zapatillas para caminar a diario", "日常健步鞋"),
        use: text(
          "Made for pavements, parks and standing in line for coffee.",
          "Para aceras, parques y la cola del café.",
          "走街串巷、逛公园、排队买咖啡都舒服。",
        ),
        price: 94,
      },
    ],
    materials: [
      text("recycled engineered mesh", "malla técnica reciclada", "再生工程网布"),
      text("knitted polyester", "poliéster tejido", "针织涤纶"),
    ],
    features: [
      text(
        "Lugs of 5 mm bite into soft ground.",
        "Los tacos de 5 mm muerden el suelo blando.",
        "5毫米鞋齿咬住松软地面。",
      ),
      text(
        "The wide toe box lets feet spread.",
        "La horma ancha deja espacio a los dedos.",
        "宽楦鞋头让脚趾自然舒展。",
      ),
      text(
        "Reflective details show you at dusk.",
        "Los detalles reflectantes te hacen visible al anochecer.",
        "反光细节让黄昏更安全。",
      ),
      text("They dry overnight.", "Se secan en una noche.", "一夜就能晾干。"),
    ],
  },
  {
    id: "sandal",
    category: "footwear",
    shelf: text("Sandals", "Sandalias", "凉鞋"),
    noun: "fp",
    count: 9,
    sizes: "shoe",
    complements: ["bottle", "tote", "chair"],
    kinds: [
      {
        name: text("walking sandals", "Sandalias de marcha", "徒步凉鞋"),
        use: text(
          "A proper sole and three straps for long summer walks.",
          "Una suela de verdad y tres tiras para largas caminatas de verano.",
          "扎实的鞋底加三道绑带，夏天走长路也不累。",
        ),
        price: 79,
      },
      {
        name: text("camp sandals", "Sandalias de campamento", "营地凉鞋"),
        use: text(
          "What your feet ask for once the boots come off.",
          "Lo que piden los pies cuando se quitan las botas.",
          "脱下登山靴，双脚最想要的就是它。",
        ),
        price: 44,
      },
    ],
    materials: [
      text("recycled webbing and natural rubber", "cinta reciclada y caucho natural", "再生织带和天然橡胶"),
      text("soft leather and cork", "piel suave y corcho", "软皮和软木"),
    ],
    features: [
      text("The straps adjust in three places.", "Las tiras se ajustan en tres puntos.", "绑带有三处可以调节。"),
      text(
        "They may get wet as often as they like.",
        "Se pueden mojar tantas veces como haga falta.",
        "沾水多少次都没关系。",
      ),
      text("The footbed moulds to your foot.", "La plantilla se amolda al pie.", "鞋床会慢慢贴合脚形。"),
    ],
  },
];
