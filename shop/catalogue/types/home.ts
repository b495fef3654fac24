import { text } from "../language.ts";
import type { ProductType } from "../product-type.ts";

export const HOME_TYPES: readonly ProductType[] = [
  {
    id: "lamp",
    category: "home",
    shelf: text("Lamps", "Lámparas", "灯具"),
    noun: "f",
    count: 10,
    complements: ["blanket", "cushion", "speaker"],
    kinds: [
      {
        name: text("table lamp", "Lámpara de mesa", "台灯"),
        use: text(
          "A warm circle of light for the last chapter.",
          "Un cálido círculo de luz para el último capítulo.",
          "一圈暖光，陪你读完最后一章。",
        ),
        price: 89,
      },
      {
        name: text("reading lamp", "Lámpara de lectura", "阅读灯"),
        use: text(
          "Bright on the page, gentle to the rest of the room.",
          "Clara sobre la página, discreta con el resto de la habitación.",
          "照亮书页，不打扰房间里的其他人。",
        ),
        price: 109,
      },
    ],
    materials: [
      text("powder-coated steel and linen", "acero lacado y lino", "喷粉钢和亚麻"),
      text("solid oak and cotton", "roble macizo y algodón", "实心橡木和棉布"),
      text("hand-blown glass", "vidrio soplado a mano", "手工吹制玻璃"),
    ],
    features: [
      text("It dims at a touch.", "Se atenúa con solo tocarla.", "轻触即可调光。"),
      text(
        "The bulb is included and can be replaced.",
        "La bombilla va incluida y se puede cambiar.",
        "附赠灯泡，可自行更换。",
      ),
      text("The fabric cable is two metres long.", "El cable textil mide dos metros.", "编织电线长两米。"),
    ],
  },
  {
    id: "blanket",
    category: "home",
    shelf: text("Blankets", "Mantas", "毯子"),
    noun: "f",
    count: 9,
    complements: ["cushion", "lamp", "chair"],
    kinds: [
      {
        name: text("wool blanket", "Manta de lana", "羊毛毯"),
        use: text(
          "For the sofa in winter and the balcony in May.",
          "Para el sofá en invierno y el balcón en mayo.",
          "冬天盖在沙发上，五月带去阳台。",
        ),
        price: 119,
      },
      {
        name: text("picnic blanket", "Manta de pícnic", "野餐毯"),
        use: text(
          "Soft above, waterproof below, gone in one roll.",
          "Suave por arriba, impermeable por abajo, recogida en un rollo.",
          "上面柔软，下面防水，一卷就收好。",
        ),
        price: 59,
      },
    ],
    materials: [
      text("Spanish merino wool", "lana merina española", "西班牙美利奴羊毛"),
      text("recycled wool", "lana reciclada", "再生羊毛"),
    ],
    features: [
      text("It measures 130 by 180 cm.", "Mide 130 por 180 cm.", "尺寸为130×180厘米。"),
      text("The fringe is twisted by hand.", "Los flecos están trenzados a mano.", "流苏由手工捻制。"),
      text("A leather strap holds it together.", "Una correa de piel la mantiene enrollada.", "配有皮绑带，方便捆扎。"),
    ],
  },
  {
    id: "cushion",
    category: "home",
    shelf: text("Cushions", "Cojines", "靠垫"),
    noun: "m",
    count: 9,
    complements: ["blanket", "lamp"],
    kinds: [
      {
        name: text("linen cushion", "Cojín de lino", "亚麻靠垫"),
        use: text(
          "A plain cushion with a lot of character.",
          "Un cojín sencillo con mucho carácter.",
          "素净，却很有味道的一只靠垫。",
        ),
        materials: [text("washed linen", "lino lavado", "水洗亚麻")],
        price: 39,
      },
      {
        name: text("striped cushion", "Cojín de rayas", "条纹靠垫"),
        use: text(
          "Woven stripes that bring a quiet sofa to life.",
          "Rayas tejidas que alegran un sofá tranquilo.",
          "织纹条纹，让安静的沙发活泼起来。",
        ),
        price: 44,
      },
    ],
    materials: [text("washed linen", "lino lavado", "水洗亚麻"), text("heavy cotton", "algodón grueso", "厚实棉布")],
    features: [
      text("The cover comes off and can be washed.", "La funda se quita y se lava.", "外套可拆洗。"),
      text("It measures 50 by 50 cm.", "Mide 50 por 50 cm.", "尺寸为50×50厘米。"),
      text("The filling springs back.", "El relleno recupera su forma.", "填充物回弹好，不塌陷。"),
    ],
  },
  {
    id: "planter",
    category: "home",
    shelf: text("Planters", "Macetas", "花盆"),
    noun: "f",
    count: 9,
    complements: ["lamp", "cushion"],
    kinds: [
      {
        name: text("ceramic planter", "Maceta de cerámica", "陶瓷花盆"),
        use: text(
          "A good home for the plant that survived the move.",
          "Un buen hogar para la planta que sobrevivió a la mudanza.",
          "给搬家时幸存下来的绿植一个好去处。",
        ),
        price: 34,
      },
      {
        name: text("self-watering planter", "Maceta con autorriego", "自吸水花盆"),
        use: text(
          "Two weeks away, and the fern never noticed.",
          "Dos semanas fuera y el helecho ni se enteró.",
          "出门两周，蕨类照样青翠。",
        ),
        price: 49,
      },
    ],
    materials: [
      text("frost-proof stoneware", "gres resistente a las heladas", "抗冻粗陶"),
      text("unglazed terracotta", "terracota sin esmaltar", "素烧陶土"),
    ],
    features: [
      text("A saucer is included.", "Incluye un plato.", "附赠托盘。"),
      text(
        "It has a hole for drainage and a plug to close it.",
        "Tiene un orificio de drenaje con tapón.",
        "盆底有排水孔，并配塞子。",
      ),
      text("The foot keeps shelves dry.", "El pie mantiene seco el estante.", "底足设计，不弄湿台面。"),
    ],
  },
];
