import { text } from "../language.ts";
import type { ProductType } from "../product-type.ts";

export const AUDIO_TYPES: readonly ProductType[] = [
  {
    id: "headphones",
    category: "audio",
    shelf: text("Headphones", "Auriculares", "耳机"),
    noun: "mp",
    count: 10,
    complements: ["powerbank", "duffel"],
    kinds: [
      {
        name: text("noise-cancelling headphones", "Auriculares con cancelación de ruido", "降噪耳机"),
        use: text(
          "They turn a full train into a quiet room.",
          "Convierten un tren lleno en una habitación tranquila.",
          "把拥挤的车厢变成安静的房间。",
        ),
        price: 229,
      },
      {
        name: text("wireless headphones", "Auriculares inalámbricos", "无线耳机"),
        use: text(
          "Thirty-five hours of music between two charges.",
          "Treinta y cinco horas de música entre carga y carga.",
          "充一次电，听三十五小时。",
        ),
        price: 129,
      },
      {
        name: text("studio headphones", "Auriculares de estudio", "录音室耳机"),
        use: text(
          "An honest sound for people who listen closely.",
          "Un sonido sincero para quien escucha con atención.",
          "声音真实，适合认真聆听的人。",
        ),
        price: 159,
      },
    ],
    materials: [
      text("aluminium and vegan leather", "aluminio y piel vegana", "铝合金和植物基皮革"),
      text("recycled plastic and soft fabric", "plástico reciclado y tela suave", "再生塑料和柔软织物"),
    ],
    features: [
      text(
        "The ear pads can be replaced without tools.",
        "Las almohadillas se cambian sin herramientas.",
        "耳垫可徒手更换。",
      ),
      text("They fold into a flat case.", "Se pliegan en un estuche plano.", "可折叠收进扁平的盒子。"),
      text("Two devices stay connected at once.", "Se conectan a dos dispositivos a la vez.", "可同时连接两台设备。"),
      text(
        "A cable is included for the day the battery is empty.",
        "Incluyen un cable para cuando se agote la batería.",
        "附赠音频线，没电时也能用。",
      ),
    ],
  },
  {
    id: "speaker",
    category: "audio",
    shelf: text("Speakers", "Altavoces", "音箱"),
    noun: "m",
    count: 9,
    complements: ["powerbank", "lamp"],
    kinds: [
      {
        name: text("portable speaker", "Altavoz portátil", "便携音箱"),
        use: text(
          "Fills a garden and survives the rain that follows.",
          "Llena un jardín y sobrevive a la lluvia que viene después.",
          "音量能铺满庭院，淋了雨也不怕。",
        ),
        price: 99,
      },
      {
        name: text("bookshelf speaker", "Altavoz de estantería", "书架音箱"),
        use: text(
          "A real wooden cabinet for a real living room.",
          "Una caja de madera de verdad para un salón de verdad.",
          "真正的木质箱体，配真正的客厅。",
        ),
        materials: [text("walnut and woven fabric", "nogal y tejido", "胡桃木和编织面料")],
        price: 179,
      },
    ],
    materials: [
      text("walnut and woven fabric", "nogal y tejido", "胡桃木和编织面料"),
      text("recycled aluminium", "aluminio reciclado", "再生铝材"),
    ],
    features: [
      text("It plays for eighteen hours.", "Suena durante dieciocho horas.", "续航十八小时。"),
      text("Two of them make a stereo pair.", "Dos unidades forman un par estéreo.", "两只可组成立体声。"),
      text("Its buttons work with gloves on.", "Los botones funcionan con guantes.", "戴着手套也能操作按键。"),
    ],
  },
  {
    id: "powerbank",
    category: "audio",
    shelf: text("Power banks", "Baterías externas", "移动电源"),
    noun: "f",
    count: 9,
    complements: ["headphones", "backpack"],
    kinds: [
      {
        name: text("10,000 mAh power bank", "Batería externa de 10.000 mAh", "10000毫安移动电源"),
        use: text(
          "Two full phones from something the size of a passport.",
          "Dos móviles llenos con algo del tamaño de un pasaporte.",
          "护照大小，能给手机充满两次。",
        ),
        price: 39,
      },
      {
        name: text("solar power bank", "Batería externa solar", "太阳能移动电源"),
        use: text(
          "Hang it on your pack and gain an hour of map by lunch.",
          "Cuélgala de la mochila y gana una hora de mapa antes de comer.",
          "挂在背包上，到中午就能多看一小时地图。",
        ),
        price: 64,
      },
    ],
    materials: [
      text("recycled aluminium and rubber", "aluminio reciclado y goma", "再生铝和橡胶"),
      text("tough recycled plastic", "plástico reciclado resistente", "坚韧的再生塑料"),
    ],
    features: [
      text(
        "The cable is built in and cannot be forgotten.",
        "El cable va integrado: imposible olvidarlo.",
        "自带充电线，再也不会忘带。",
      ),
      text("It shrugs off dust and splashes.", "No le afectan el polvo ni las salpicaduras.", "防尘防溅。"),
      text("Four lights show what is left.", "Cuatro luces muestran la carga restante.", "四颗指示灯显示剩余电量。"),
    ],
  },
];
