/** The words of conditions in Chinese: each clause stands before "的访客". See the English for what each is. */
import type { ConditionMessages } from "./condition-messages-en.ts";

export const zh: ConditionMessages = {
  everybody: "所有访客。",
  root: "{clause}的访客。",
  and: "{a}，并且{b}",
  or: "{a}，或者{b}",
  group: "（{clause}）",
  not: "不属于“{clause}”",
  quoted: "“{text}”",

  "number.equals": "正好 {value, number}",
  "number.at_least": "至少 {value, number}",
  "number.more_than": "多于 {value, number}",
  "number.at_most": "至多 {value, number}",
  "number.less_than": "少于 {value, number}",
  "number.between": "{from, number} 到 {to, number}",
  "test.exists": "已知",
  "test.equals": "是{value}",
  "test.in": "是{value}",
  "test.contains": "包含{value}",
  "test.starts_with": "以{value}开头",
  "test.number": "为{number}",
  "test.anniversary": "{same, select, yes {的周年日在{from}} other {的周年日在{from}到{to}之间}}",
  "test.days_from_today": "{same, select, yes {在{from}} other {在{from}到{to}之间}}",
  yes: "是",
  no: "否",

  duration:
    "{unit, select, minutes {{amount, plural, other {# 分钟}}} hours {{amount, plural, other {# 小时}}} days {{amount, plural, other {# 天}}} other {{amount, plural, other {# 周}}}}",
  "window.last": "在最近 {duration}内",
  "window.calendar_days": "{days, plural, =1 {在今天} other {在最近 # 个日历日内}}",
  "window.session": "在本次访问中",
  "window.dates": "{ends, select, from {自 {from} 起} to {截至 {to}} other {在 {from} 到 {to} 之间}}",
  "times.at_least": "{n, plural, other {至少 # 次}}",
  "times.at_most": "{n, plural, other {至多 # 次}}",
  "times.exactly": "{n, plural, other {正好 # 次}}",
  "times.between": "{from} 到 {to} 次",
  zone: "{zone, select, visitor {访客当地时间} shop {商店时间} other {{place} 时间}}",

  "property.identified": "{no, select, yes {身份未知} other {身份已知}}",
  property:
    "{no, select, yes {并非} other {}}{name, select, session_count {访问过{n} {count, plural, other {次}}} event_count {留下{n} {count, plural, other {个事件}}} order_count {下过{n} {count, plural, other {个订单}}} order_value {总共消费{n}} cart_products {购物车中有{n} {count, plural, other {种商品}}} cart_pieces {购物车中有{n} {count, plural, other {件商品}}} typical_price {通常浏览价格为{n}的商品} days_since_first_event {首次到访在{n} {count, plural, other {天前}}} days_since_last_event {最近活跃在{n} {count, plural, other {天前}}} other {最近下单在{n} {count, plural, other {天前}}}}",
  trait: "{no, select, yes {并非} other {}}{name}{test}",
  "affinity.best": "{no, select, yes {并非} other {}}最喜欢{to, select, category {类别} other {品牌}}{name}",
  "affinity.rank":
    "{no, select, yes {不} other {}}把{name}列入最喜欢的 {rank, number} 个{to, select, category {类别} other {品牌}}之中",
  "affinity.share":
    "{no, select, yes {并非} other {}}有至少 {share, number, percent} 的兴趣在{to, select, category {类别} other {品牌}}{name}",
  event:
    "{no, select, yes {没有} other {}}{name, select, page_view {浏览页面} view_item {查看商品} view_item_list {看到商品列表} select_item {从列表中选择商品} search {搜索} view_search_results {看到搜索结果} add_to_cart {把商品加入购物车} remove_from_cart {从购物车移除商品} view_cart {查看购物车} add_to_wishlist {把商品加入心愿单} begin_checkout {开始结账} purchase {购买} login {登录} sign_up {注册} other {做过{event}}}",
  where: "（其中{conditions}）",
  "where.field":
    "{field, select, item_id {商品编号} item_category {类别} item_brand {品牌} value {金额} other {标签}}{test}",
  score: "{no, select, yes {评分并非} other {评分为}}{n}",
  score_band: "{no, select, yes {不是} other {是}}{bands}",
  band: "{band, select, cold {冷淡} warm {温热} other {火热}}",
  score_crossing:
    "{no, select, yes {没有} other {}}在最近 {duration}内评分{direction, select, rose {升} other {降}}过 {through, number}",
  preference:
    "{no, select, yes {不属于} other {}}{about, select, interest {{is, select, wanted {表示对{name}感兴趣} unwanted {表示对{name}不感兴趣} other {没有说是否对{name}感兴趣}}} other {{is, select, wanted {希望通过{name}联系} unwanted {不希望通过{name}联系} other {没有说是否可通过{name}联系}}}}",
  consent: "{is, select, granted {允许} other {不允许}}{to, select, analytics {分析} other {个性化}}",
  geography: "{no, select, yes {不在} other {在}}{places}",
  device: "{no, select, yes {不使用} other {使用}}{devices}",
  "device.class": "{device, select, desktop {电脑} mobile {手机} tablet {平板} other {其他设备}}",
  language: "{no, select, yes {不以} other {以}}{languages}浏览网站",
  weekday: "{no, select, yes {不在} other {在}}{days}到访（{zone}）",
  time_of_day: "{no, select, yes {不在} other {在}} {from} 到 {to} 之间到访（{zone}）",
  date_range:
    "{no, select, yes {并非} other {}}{ends, select, from {自 {from} 起} to {截至 {to}} other {在 {from} 到 {to} 之间}}到访（{zone}）",
  season: "{no, select, yes {不在} other {在}}每年 {from} 到 {to} 之间到访（{zone}）",
  campaign: "{no, select, yes {并非} other {}}通过{conditions}的广告活动到访",
  "campaign.part": "{part, select, source {来源} medium {媒介} other {名称}}{test}",
  offer:
    "{no, select, yes {没有} other {}}{did, select, seen {看到} clicked {点击} dismissed {关闭} other {响应}}优惠{offer}",
  moment: "{no, select, yes {不} other {}}处于{name}时刻",
  product:
    "{no, select, yes {没有} other {}}{among, select, cart {在购物车中放有} viewed {看过} other {买过}}{is, select, listed {目录中的} on_sale {正在打折的} in_stock {有货的} out_of_stock {缺货的} low_stock {即将售罄的} back_in_stock {重新到货的} other {已降价的}}{of}商品",
  "product.category": "{name}类",
  "product.brand": "{name}牌",
  signal: "{no, select, yes {不} other {}}在信号{name}{test}时到访",
  segment: "{no, select, yes {不在} other {在}}分群{name}中",
};
