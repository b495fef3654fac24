/**
 * The words of conditions in English, as ICU messages. Each clause follows "Visitors who"; `{no}` is `yes` where the clause
 * is denied. Texts that a marketer wrote come in quotation marks.
 */
export const en = {
  everybody: "All visitors.",
  root: "Visitors who {clause}.",
  and: "{a} and {b}",
  or: "{a} or {b}",
  group: "({clause})",
  not: "do not belong to those who {clause}",
  quoted: "“{text}”",

  "number.equals": "exactly {value, number}",
  "number.at_least": "at least {value, number}",
  "number.more_than": "more than {value, number}",
  "number.at_most": "at most {value, number}",
  "number.less_than": "less than {value, number}",
  "number.between": "{from, number} to {to, number}",
  "test.exists": "is known",
  "test.equals": "is {value}",
  "test.in": "is {value}",
  "test.contains": "contains {value}",
  "test.starts_with": "begins with {value}",
  "test.number": "is {number}",
  "test.anniversary":
    "{same, select, yes {has its anniversary {from}} other {has its anniversary between {from} and {to}}}",
  "test.days_from_today": "{same, select, yes {lies {from}} other {lies between {from} and {to}}}",
  yes: "yes",
  no: "no",

  duration:
    "{unit, select, minutes {{amount, plural, one {minute} other {# minutes}}} hours {{amount, plural, one {hour} other {# hours}}} days {{amount, plural, one {24 hours} other {# days}}} other {{amount, plural, one {week} other {# weeks}}}}",
  "window.last": "in the last {duration}",
  "window.calendar_days": "{days, plural, one {today} other {in the last # calendar days}}",
  "window.session": "in this visit",
  "window.dates": "{ends, select, from {since {from}} to {until {to}} other {from {from} to {to}}}",
  "times.at_least": "{n, plural, one {at least once} other {at least # times}}",
  "times.at_most": "{n, plural, one {at most once} other {at most # times}}",
  "times.exactly": "{n, plural, one {exactly once} other {exactly # times}}",
  "times.between": "{from} to {to} times",
  zone: "{zone, select, visitor {their time} shop {the shop’s time} other {time in {place}}}",

  "property.identified": "{no, select, yes {are not known by name} other {are known by name}}",
  property:
    "{name, select, session_count {{no, select, yes {have not made} other {have made}} {n} {count, plural, one {visit} other {visits}}} event_count {{no, select, yes {have not left} other {have left}} {n} {count, plural, one {event} other {events}}} order_count {{no, select, yes {have not placed} other {have placed}} {n} {count, plural, one {order} other {orders}}} order_value {{no, select, yes {have not spent} other {have spent}} {n} in all} cart_products {{no, select, yes {do not have} other {have}} {n} different {count, plural, one {product} other {products}} in the cart} cart_pieces {{no, select, yes {do not have} other {have}} {n} {count, plural, one {piece} other {pieces}} in the cart} typical_price {{no, select, yes {do not usually look} other {usually look}} at prices of {n}} days_since_first_event {{no, select, yes {did not first come} other {first came}} {n} {count, plural, one {day} other {days}} ago} days_since_last_event {{no, select, yes {were not last active} other {were last active}} {n} {count, plural, one {day} other {days}} ago} other {{no, select, yes {did not last order} other {last ordered}} {n} {count, plural, one {day} other {days}} ago}}",
  trait: "{no, select, yes {do not have} other {have}} a {name} that {test}",
  "affinity.best":
    "{no, select, yes {do not like} other {like}} the {to, select, category {category} other {brand}} {name} best",
  "affinity.rank":
    "{no, select, yes {do not have} other {have}} {name} among their {rank, number} favourite {to, select, category {categories} other {brands}}",
  "affinity.share":
    "{no, select, yes {do not have} other {have}} at least {share, number, percent} of their interest in the {to, select, category {category} other {brand}} {name}",
  event:
    "{name, select, page_view {{no, select, yes {did not view a page} other {viewed a page}}} view_item {{no, select, yes {did not view a product} other {viewed a product}}} view_item_list {{no, select, yes {did not see a list of products} other {saw a list of products}}} select_item {{no, select, yes {did not pick a product from a list} other {picked a product from a list}}} search {{no, select, yes {did not search} other {searched}}} view_search_results {{no, select, yes {did not see search results} other {saw search results}}} add_to_cart {{no, select, yes {did not put a product in the cart} other {put a product in the cart}}} remove_from_cart {{no, select, yes {did not take a product out of the cart} other {took a product out of the cart}}} view_cart {{no, select, yes {did not look at the cart} other {looked at the cart}}} add_to_wishlist {{no, select, yes {did not put a product on the wish list} other {put a product on the wish list}}} begin_checkout {{no, select, yes {did not begin a checkout} other {began a checkout}}} purchase {{no, select, yes {did not buy} other {bought}}} login {{no, select, yes {did not log in} other {logged in}}} sign_up {{no, select, yes {did not sign up} other {signed up}}} other {{no, select, yes {did not do {event}} other {did {event}}}}}",
  where: "where the {conditions}",
  "where.field":
    "{field, select, item_id {product id} item_category {category} item_brand {brand} value {value} other {label}} {test}",
  score: "{no, select, yes {do not have} other {have}} a score of {n}",
  score_band: "{no, select, yes {are not} other {are}} {bands}",
  band: "{band, select, cold {cold} warm {warm} other {hot}}",
  score_crossing:
    "{no, select, yes {have not had} other {had}} their score {direction, select, rose {rise} other {fall}} through {through, number} in the last {duration}",
  preference:
    "{no, select, yes {do not belong to those who} other {}} {about, select, interest {{is, select, wanted {said they are interested in {name}} unwanted {said they are not interested in {name}} other {have not said whether they are interested in {name}}}} other {{is, select, wanted {want to be reached by {name}} unwanted {do not want to be reached by {name}} other {have not said whether to reach them by {name}}}}}",
  consent:
    "{is, select, granted {allow} other {do not allow}} {to, select, analytics {analytics} other {personalisation}}",
  geography: "{no, select, yes {are not} other {are}} in {places}",
  device: "{no, select, yes {do not use} other {use}} {devices}",
  "device.class": "{device, select, desktop {a computer} mobile {a phone} tablet {a tablet} other {another device}}",
  language: "{no, select, yes {do not read} other {read}} the site in {languages}",
  weekday: "{no, select, yes {are not here} other {are here}} on a {days} ({zone})",
  time_of_day: "{no, select, yes {are not here} other {are here}} between {from} and {to} ({zone})",
  date_range:
    "{no, select, yes {are not here} other {are here}} {ends, select, from {from {from} on} to {until {to}} other {from {from} to {to}}} ({zone})",
  season: "{no, select, yes {are not here} other {are here}} between {from} and {to} of any year ({zone})",
  campaign: "{no, select, yes {did not come} other {came}} through a campaign whose {conditions}",
  "campaign.part": "{part, select, source {source} medium {medium} other {name}} {test}",
  offer:
    "{did, select, seen {{no, select, yes {did not see} other {saw}}} clicked {{no, select, yes {did not click} other {clicked}}} dismissed {{no, select, yes {did not close} other {closed}}} other {{no, select, yes {did not act on} other {acted on}}}} the offer {offer}",
  moment: "{no, select, yes {are not} other {are}} in a moment of {name}",
  product:
    "{among, select, cart {{no, select, yes {do not have} other {have}} in the cart} viewed {{no, select, yes {did not look at} other {looked at}}} other {{no, select, yes {did not buy} other {bought}}}} a product{of} that is {is, select, listed {in the catalogue} on_sale {on sale} in_stock {in stock} out_of_stock {out of stock} low_stock {nearly sold out} back_in_stock {back in stock} other {cheaper than before}}",
  "product.category": " of the category {name}",
  "product.brand": " of the brand {name}",
  signal: "{no, select, yes {are not here} other {are here}} while the signal {name} {test}",
  segment: "{no, select, yes {are not} other {are}} in the segment {name}",
};

export type ConditionMessages = Record<keyof typeof en, string>;
