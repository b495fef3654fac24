/** What the script says. What the pages say stands in them. */
import { text, type Text } from "../catalogue/language.ts";
import { pageLanguage } from "./page-language.ts";

const MESSAGES = {
  added: text("Added to your cart", "Añadido a la cesta", "已加入购物车"),
  cartFull: text("Nine of one is all we pack", "Como máximo nueve de cada", "每款最多九件"),
  removed: text("Removed from your cart", "Quitado de la cesta", "已从购物车移除"),
  savedNow: text("Saved for later", "Guardado para después", "已收藏"),
  unsaved: text("No longer saved", "Ya no está guardado", "已取消收藏"),
  saved: text("Saved for later", "Guardado para después", "收藏夹"),
  cartEmpty: text("Your cart is empty", "Tu cesta está vacía", "购物车是空的"),
  cartEmptyText: text(
    "A good place to begin is what others are looking at right now.",
    "Un buen comienzo es lo que otros están mirando ahora.",
    "不妨看看大家正在浏览什么。",
  ),
  backToShop: text("Back to the shop", "Volver a la tienda", "返回商店"),
  quantity: text("Quantity", "Cantidad", "数量"),
  size: text("Size", "Talla", "尺码"),
  remove: text("Remove", "Quitar", "移除"),
  subtotal: text("Subtotal", "Subtotal", "小计"),
  discount: text("Code {code}", "Código {code}", "优惠码 {code}"),
  coupon: text("Discount code", "Código de descuento", "优惠码"),
  couponApply: text("Apply", "Aplicar", "使用"),
  couponUnknown: text("This code is not valid.", "Este código no es válido.", "此优惠码无效。"),
  couponTaken: text("Your code is applied", "Código aplicado", "优惠码已生效"),
  delivery: text("Delivery", "Envío", "运费"),
  free: text("Free", "Gratis", "免费"),
  total: text("Total", "Total", "合计"),
  vat: text("VAT included", "IVA incluido", "含增值税"),
  toCheckout: text("Go to checkout", "Tramitar pedido", "去结算"),
  toFree: text("{amount} more and delivery is free", "{amount} más y el envío es gratis", "再买{amount}即可包邮"),
  summary: text("Summary", "Resumen", "摘要"),
  was: text("Was", "Antes", "原价"),
  failed: text(
    "This could not be loaded. Check your connection and try again.",
    "No se ha podido cargar. Comprueba la conexión e inténtalo de nuevo.",
    "加载失败。请检查网络后重试。",
  ),
  retry: text("Try again", "Reintentar", "重试"),
  resultsFor: text("{count} results for “{term}”", "{count} resultados para «{term}»", "“{term}”的搜索结果：{count}件"),
  resultFor: text("1 result for “{term}”", "1 resultado para «{term}»", "“{term}”的搜索结果：1件"),
  nothingFor: text("Nothing found for “{term}”", "Nada encontrado para «{term}»", "没有找到“{term}”"),
  nothingHint: text(
    "Check the spelling, use fewer words, or look through a department.",
    "Revisa la ortografía, usa menos palabras o mira en una sección.",
    "请检查拼写、减少关键词，或浏览分类。",
  ),
  typeToSearch: text(
    "What are you looking for? Try a product, a brand or a colour.",
    "¿Qué buscas? Prueba con un producto, una marca o un color.",
    "想找什么？试试商品名、品牌或颜色。",
  ),
  needed: text("Please fill this in.", "Rellena este campo, por favor.", "请填写此项。"),
  needEmail: text(
    "An e-mail address looks like name@example.org.",
    "Un correo tiene esta forma: nombre@ejemplo.org.",
    "邮箱格式应为 name@example.org。",
  ),
  needPostcode: text(
    "A postcode has at least four letters or digits.",
    "Un código postal tiene al menos cuatro cifras o letras.",
    "邮编至少四位。",
  ),
  needTerms: text("Please tick this box to go on.", "Marca esta casilla para continuar.", "请勾选后继续。"),
  orderNumber: text("Order {number}", "Pedido {number}", "订单号 {number}"),
  orderPlaced: text(
    "Your demonstration order is placed. Nothing will be charged, and nothing will arrive.",
    "Tu pedido de demostración está hecho. No se cobrará nada y no llegará nada.",
    "演示订单已提交：不会扣款，也不会发货。",
  ),
  noOrder: text("There is no order here yet.", "Aquí aún no hay ningún pedido.", "这里还没有订单。"),
} satisfies Record<string, Text>;

export type MessageKey = keyof typeof MESSAGES;

/** A message in the page's language, with its `{names}` filled in. */
export function say(key: MessageKey, values: Record<string, string> = {}): string {
  return MESSAGES[key][pageLanguage()].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
