/** The shop itself. */
export const SHOP_NAME = "Alderway";

/** ISO 4217; every price of the shop is in it. */
export const SHOP_CURRENCY = "EUR";

/** EUR from which delivery costs nothing. */
export const FREE_SHIPPING_FROM = 60;

/** EUR for standard delivery below that. */
export const STANDARD_SHIPPING = 4.9;

/** EUR for next-day delivery, always. */
export const EXPRESS_SHIPPING = 9.9;

/** Where the shop lies on its host. */
export const SHOP_ROOT = "/shop";
