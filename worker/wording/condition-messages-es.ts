/** The words of conditions in Spanish: each clause follows "Visitantes que". See the English for what each is. */
import type { ConditionMessages } from "./condition-messages-en.ts";

export const es: ConditionMessages = {
  everybody: "Todos los visitantes.",
  root: "Visitantes que {clause}.",
  and: "{a} y {b}",
  or: "{a} o {b}",
  group: "({clause})",
  not: "no pertenecen a los que {clause}",
  quoted: "«{text}»",

  "number.equals": "exactamente {value, number}",
  "number.at_least": "al menos {value, number}",
  "number.more_than": "más de {value, number}",
  "number.at_most": "como máximo {value, number}",
  "number.less_than": "menos de {value, number}",
  "number.between": "de {from, number} a {to, number}",
  "test.exists": "se conoce",
  "test.equals": "es {value}",
  "test.in": "es {value}",
  "test.contains": "contiene {value}",
  "test.starts_with": "empieza por {value}",
  "test.number": "es {number}",
  "test.anniversary": "{same, select, yes {cumple aniversario {from}} other {cumple aniversario entre {from} y {to}}}",
  "test.days_from_today": "{same, select, yes {cae {from}} other {cae entre {from} y {to}}}",
  yes: "sí",
  no: "no",

  duration:
    "{unit, select, minutes {{amount, plural, one {el último minuto} other {los últimos # minutos}}} hours {{amount, plural, one {la última hora} other {las últimas # horas}}} days {{amount, plural, one {las últimas 24 horas} other {los últimos # días}}} other {{amount, plural, one {la última semana} other {las últimas # semanas}}}}",
  "window.last": "en {duration}",
  "window.calendar_days": "{days, plural, one {hoy} other {en los últimos # días naturales}}",
  "window.session": "en esta visita",
  "window.dates": "{ends, select, from {desde el {from}} to {hasta el {to}} other {del {from} al {to}}}",
  "times.at_least": "{n, plural, one {al menos una vez} other {al menos # veces}}",
  "times.at_most": "{n, plural, one {como máximo una vez} other {como máximo # veces}}",
  "times.exactly": "{n, plural, one {exactamente una vez} other {exactamente # veces}}",
  "times.between": "de {from} a {to} veces",
  zone: "{zone, select, visitor {hora del visitante} shop {hora de la tienda} other {hora de {place}}}",

  "property.identified": "{no, select, yes {no están identificados} other {están identificados}}",
  property:
    "{no, select, yes {no } other {}}{name, select, session_count {han hecho {n} {count, plural, one {visita} other {visitas}}} event_count {han dejado {n} {count, plural, one {evento} other {eventos}}} order_count {han hecho {n} {count, plural, one {pedido} other {pedidos}}} order_value {han gastado {n} en total} cart_products {tienen {n} {count, plural, one {producto} other {productos distintos}} en el carrito} cart_pieces {tienen {n} {count, plural, one {unidad} other {unidades}} en el carrito} typical_price {suelen mirar precios de {n}} days_since_first_event {vinieron por primera vez hace {n} {count, plural, one {día} other {días}}} days_since_last_event {estuvieron activos por última vez hace {n} {count, plural, one {día} other {días}}} other {hicieron su último pedido hace {n} {count, plural, one {día} other {días}}}}",
  trait: "{no, select, yes {no tienen} other {tienen}} un {name} que {test}",
  "affinity.best":
    "{no, select, yes {no prefieren} other {prefieren}} la {to, select, category {categoría} other {marca}} {name} a las demás",
  "affinity.rank":
    "{no, select, yes {no tienen} other {tienen}} {name} entre sus {rank, number} {to, select, category {categorías favoritas} other {marcas favoritas}}",
  "affinity.share":
    "{no, select, yes {no tienen} other {tienen}} al menos un {share, number, percent} de su interés en la {to, select, category {categoría} other {marca}} {name}",
  event:
    "{no, select, yes {no } other {}}{name, select, page_view {vieron una página} view_item {vieron un producto} view_item_list {vieron una lista de productos} select_item {eligieron un producto de una lista} search {buscaron} view_search_results {vieron resultados de búsqueda} add_to_cart {añadieron un producto al carrito} remove_from_cart {quitaron un producto del carrito} view_cart {miraron el carrito} add_to_wishlist {añadieron un producto a la lista de deseos} begin_checkout {empezaron el pago} purchase {compraron} login {iniciaron sesión} sign_up {se registraron} other {hicieron {event}}}",
  where: "donde {conditions}",
  "where.field":
    "{field, select, item_id {el id de producto} item_category {la categoría} item_brand {la marca} value {el valor} other {la etiqueta}} {test}",
  score: "{no, select, yes {no tienen} other {tienen}} una puntuación de {n}",
  score_band: "{no, select, yes {no están} other {están}} {bands}",
  band: "{band, select, cold {fríos} warm {templados} other {calientes}}",
  score_crossing:
    "{no, select, yes {no han visto} other {han visto}} {direction, select, rose {subir} other {bajar}} su puntuación por {through, number} en {duration}",
  preference:
    "{no, select, yes {no pertenecen a los que} other {}} {about, select, interest {{is, select, wanted {dijeron que les interesa {name}} unwanted {dijeron que no les interesa {name}} other {no han dicho si les interesa {name}}}} other {{is, select, wanted {quieren ser contactados por {name}} unwanted {no quieren ser contactados por {name}} other {no han dicho si contactarles por {name}}}}}",
  consent:
    "{is, select, granted {permiten} other {no permiten}} {to, select, analytics {la analítica} other {la personalización}}",
  geography: "{no, select, yes {no están} other {están}} en {places}",
  device: "{no, select, yes {no usan} other {usan}} {devices}",
  "device.class":
    "{device, select, desktop {un ordenador} mobile {un teléfono} tablet {una tableta} other {otro dispositivo}}",
  language: "{no, select, yes {no leen} other {leen}} el sitio en {languages}",
  weekday: "{no, select, yes {no están aquí} other {están aquí}} en {days} ({zone})",
  time_of_day: "{no, select, yes {no están aquí} other {están aquí}} entre las {from} y las {to} ({zone})",
  date_range:
    "{no, select, yes {no están aquí} other {están aquí}} {ends, select, from {desde el {from}} to {hasta el {to}} other {del {from} al {to}}} ({zone})",
  season: "{no, select, yes {no están aquí} other {están aquí}} entre el {from} y el {to} de cualquier año ({zone})",
  campaign: "{no, select, yes {no llegaron} other {llegaron}} por una campaña en la que {conditions}",
  "campaign.part": "{part, select, source {la fuente} medium {el medio} other {el nombre}} {test}",
  offer:
    "{no, select, yes {no } other {}}{did, select, seen {vieron} clicked {pulsaron} dismissed {cerraron} other {aprovecharon}} la oferta {offer}",
  moment: "{no, select, yes {no están} other {están}} en un momento de {name}",
  product:
    "{no, select, yes {no } other {}}{among, select, cart {tienen en el carrito} viewed {miraron} other {compraron}} un producto{of} que {is, select, listed {está en el catálogo} on_sale {está rebajado} in_stock {está disponible} out_of_stock {está agotado} low_stock {está casi agotado} back_in_stock {vuelve a estar disponible} other {cuesta menos que antes}}",
  "product.category": " de la categoría {name}",
  "product.brand": " de la marca {name}",
  signal: "{no, select, yes {no están aquí} other {están aquí}} mientras la señal {name} {test}",
  segment: "{no, select, yes {no están} other {están}} en el segmento {name}",
};
