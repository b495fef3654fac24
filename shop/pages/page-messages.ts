/** What the pages say, apart from the products. */
import { text, type Language, type Text } from "../catalogue/language.ts";

const MESSAGES = {
  tagline: text("Good things for the trail and the home", "Cosas buenas para el camino y la casa", "山野与家的好物"),
  shopDescription: text(
    "Tents, boots, pans and lamps that last: outdoor and home goods, chosen with care.",
    "Tiendas, botas, sartenes y lámparas que duran: artículos para la montaña y el hogar, elegidos con cuidado.",
    "帐篷、登山靴、煎锅与灯具：用心挑选、经久耐用的户外与家居用品。",
  ),
  skip: text("Skip to content", "Saltar al contenido", "跳到主要内容"),
  departments: text("Departments", "Secciones", "商品分类"),
  languages: text("Language", "Idioma", "语言"),
  searchLabel: text("Search the shop", "Buscar en la tienda", "搜索商品"),
  searchButton: text("Search", "Buscar", "搜索"),
  searchTitle: text("Search", "Buscar", "搜索"),
  cart: text("Cart", "Cesta", "购物车"),
  cartTitle: text("Your cart", "Tu cesta", "您的购物车"),
  checkoutTitle: text("Checkout", "Tramitar pedido", "结算"),
  thanksTitle: text("Thank you", "Gracias", "感谢惠顾"),
  home: text("Home", "Inicio", "首页"),
  breadcrumb: text("You are here", "Estás aquí", "当前位置"),
  serviceBar: text(
    "Free delivery from €60 · 30 days to change your mind",
    "Envío gratis desde 60 € · 30 días para cambiar de idea",
    "满60欧元包邮 · 30天无忧退换",
  ),
  offerBar: text("Service notice", "Aviso de servicio", "服务提示"),
  offerBanner: text("Featured", "Destacado", "精选推荐"),
  heroTitle: text("Made for weather, made to stay", "Hecho para la intemperie, hecho para durar", "无惧风雨，历久弥新"),
  heroText: text(
    "Outdoor and home goods from small makers, repaired for as long as you own them.",
    "Artículos de montaña y hogar de pequeños fabricantes, con reparación de por vida.",
    "来自小型工坊的户外与家居用品，终身提供维修。",
  ),
  heroButton: text("Browse camping", "Ver acampada", "浏览露营用品"),
  shopByDepartment: text("Shop by department", "Compra por sección", "按分类选购"),
  popularNow: text("Popular right now", "Lo más visto ahora", "当前热门"),
  onSale: text("On sale this week", "En oferta esta semana", "本周特价"),
  newIn: text("Just arrived", "Recién llegado", "新品上架"),
  alternatives: text("You might also like", "También te puede gustar", "您可能还喜欢"),
  complements: text("Goes well with your cart", "Combina bien con tu cesta", "与您的购物车很搭"),
  promise1: text("Free delivery from €60", "Envío gratis desde 60 €", "满60欧元包邮"),
  promise1Text: text(
    "With you in two to three working days.",
    "En tu casa en dos o tres días laborables.",
    "两到三个工作日送达。",
  ),
  promise2: text("Thirty days to return", "Treinta días para devolver", "三十天内可退"),
  promise2Text: text(
    "Used once on the trail? Send it back all the same.",
    "¿Lo has usado una vez? Devuélvelo igualmente.",
    "试用过一次也可以退回。",
  ),
  promise3: text("Repairs for life", "Reparación de por vida", "终身维修"),
  promise3Text: text(
    "What we sell, we also mend.",
    "Lo que vendemos, también lo arreglamos.",
    "我们卖的，我们也负责修。",
  ),
  products: text("products", "productos", "件商品"),
  sort: text("Sort by", "Ordenar por", "排序"),
  sortPopular: text("Most popular", "Más populares", "最受欢迎"),
  sortPriceUp: text("Price, low to high", "Precio, de menor a mayor", "价格从低到高"),
  sortPriceDown: text("Price, high to low", "Precio, de mayor a menor", "价格从高到低"),
  sortNew: text("Newest first", "Novedades primero", "最新上架"),
  brand: text("Brand", "Marca", "品牌"),
  allBrands: text("All brands", "Todas las marcas", "全部品牌"),
  type: text("Type", "Tipo", "类型"),
  allTypes: text("All types", "Todos los tipos", "全部类型"),
  price: text("Price", "Precio", "价格"),
  anyPrice: text("Any price", "Cualquier precio", "不限价格"),
  upTo: text("Up to", "Hasta", "不超过"),
  inStockOnly: text("In stock only", "Solo disponibles", "仅看有货"),
  noneMatch: text(
    "Nothing here matches all of these filters.",
    "Nada coincide con todos estos filtros.",
    "没有商品符合所有筛选条件。",
  ),
  clearFilters: text("Clear filters", "Quitar filtros", "清除筛选"),
  in_stock: text("In stock, ships today", "Disponible, se envía hoy", "有货，今日发出"),
  out_of_stock: text("Sold out", "Agotado", "已售罄"),
  preorder: text("Pre-order, ships next month", "Reserva, se envía el mes que viene", "预订，下月发货"),
  backorder: text("On its way to us", "En camino a nuestro almacén", "补货途中"),
  preorderShort: text("Pre-order", "Reserva", "预订"),
  was: text("Was", "Antes", "原价"),
  now: text("Now", "Ahora", "现价"),
  vat: text("VAT included", "IVA incluido", "含增值税"),
  colour: text("Colour", "Color", "颜色"),
  size: text("Size", "Talla", "尺码"),
  chooseSize: text("Choose a size", "Elige una talla", "请选择尺码"),
  quantity: text("Quantity", "Cantidad", "数量"),
  addToCart: text("Add to cart", "Añadir a la cesta", "加入购物车"),
  preorderNow: text("Pre-order now", "Reservar ahora", "立即预订"),
  save: text("Save for later", "Guardar para después", "收藏"),
  delivery: text("Delivery and returns", "Envío y devoluciones", "配送与退货"),
  deliveryText: text(
    "Standard delivery costs €4.90 and nothing from €60. Returns are free for thirty days.",
    "El envío estándar cuesta 4,90 €, y es gratis desde 60 €. Las devoluciones son gratuitas durante treinta días.",
    "标准配送4.90欧元，满60欧元包邮。三十天内免费退货。",
  ),
  itemNumber: text("Item", "Referencia", "货号"),
  loading: text("One moment…", "Un momento…", "请稍候…"),
  needsScript: text("This page needs JavaScript.", "Esta página necesita JavaScript.", "此页面需要启用 JavaScript。"),
  demoNote: text(
    "Alderway is a demonstration shop. Nothing is sold, and nothing you type is sent anywhere.",
    "Alderway es una tienda de demostración. No se vende nada y lo que escribes no se envía a ninguna parte.",
    "Alderway 是演示商店：不出售商品，您输入的内容也不会被发送。",
  ),
  stepAddress: text("Delivery", "Entrega", "配送"),
  stepPayment: text("Payment", "Pago", "支付"),
  name: text("Full name", "Nombre y apellidos", "姓名"),
  email: text("E-mail", "Correo electrónico", "电子邮箱"),
  street: text("Street and number", "Calle y número", "街道和门牌号"),
  postcode: text("Postcode", "Código postal", "邮编"),
  city: text("Town or city", "Ciudad", "城市"),
  country: text("Country", "País", "国家"),
  shippingMethod: text("How it travels", "Forma de envío", "配送方式"),
  shippingStandard: text(
    "Standard, two to three working days",
    "Estándar, dos o tres días laborables",
    "标准配送，两到三个工作日",
  ),
  shippingExpress: text("Express, tomorrow", "Exprés, mañana", "特快，次日达"),
  toPayment: text("Continue to payment", "Continuar al pago", "继续支付"),
  paymentMethod: text("How you pay", "Forma de pago", "支付方式"),
  payCard: text("Demo card, nothing is charged", "Tarjeta de demostración, sin cargo", "演示卡（不会扣款）"),
  payInvoice: text("Invoice, 14 days", "Factura a 14 días", "账单付款，14天内付清"),
  payTransfer: text("Bank transfer", "Transferencia bancaria", "银行转账"),
  terms: text("I know that this is a demonstration.", "Sé que esto es una demostración.", "我知道这是演示。"),
  back: text("Back", "Atrás", "返回"),
  placeOrder: text("Place the order", "Hacer el pedido", "提交订单"),
  orderSummary: text("Your order", "Tu pedido", "订单摘要"),
  notFoundTitle: text("This path ends here", "Este camino acaba aquí", "此路不通"),
  notFoundText: text(
    "The page has moved or never existed. One of these will take you further:",
    "La página se ha movido o nunca existió. Por aquí puedes seguir:",
    "页面已移动或从未存在。您可以从这里继续：",
  ),
  privacy: text("Privacy", "Privacidad", "隐私"),
  privacyText: text(
    "The shop remembers what you look at, to suggest what may suit you.",
    "La tienda recuerda lo que miras para sugerirte lo que te puede ir bien.",
    "商店会记住您的浏览，以便推荐合适的商品。",
  ),
  personalise: text("Personal suggestions", "Sugerencias personales", "个性化推荐"),
} satisfies Record<string, Text>;

export type MessageKey = keyof typeof MESSAGES;

/** The texts of one language. */
export type Say = (key: MessageKey) => string;

export function messagesIn(language: Language): Say {
  return (key) => MESSAGES[key][language];
}

/** Each language by its own name. */
export const LANGUAGE_NAMES: Record<Language, { name: string; short: string }> = {
  en: { name: "English", short: "EN" },
  es: { name: "Español", short: "ES" },
  zh: { name: "中文", short: "中文" },
};

/** `lang` of the page: Chinese names its script, so that browsers choose the right glyphs. */
export const HTML_LANG: Record<Language, string> = { en: "en", es: "es", zh: "zh-Hans" };
