import { html } from "hono/html";
import type { Language } from "../catalogue/language.ts";
import { EXPRESS_SHIPPING, SHOP_NAME, STANDARD_SHIPPING } from "../catalogue/shop-brand.ts";
import type { Html, Page } from "./layout.ts";
import { formatMoney } from "./money.ts";
import { HTML_LANG, messagesIn, type MessageKey, type Say } from "./page-messages.ts";
import { PAGE_PATHS } from "./site-paths.ts";

/** ISO 3166-1 codes of where the shop "delivers". */
const COUNTRIES = ["AT", "BE", "DE", "DK", "ES", "FR", "IE", "IT", "NL", "PT", "SE"] as const;

export function checkoutPage(language: Language): Page {
  const say = messagesIn(language);
  return {
    kind: "checkout",
    language,
    path: PAGE_PATHS.checkout,
    title: `${say("checkoutTitle")} · ${SHOP_NAME}`,
    description: say("shopDescription"),
    private: true,
    main: html`<div class="wrap own">
      <h1>${say("checkoutTitle")}</h1>
      <p class="demo-note">${say("demoNote")}</p>
      <div class="checkout" data-checkout>
        <div>
          <ol class="steps">
            <li aria-current="step" data-step-mark="address">${say("stepAddress")}</li>
            <li data-step-mark="payment">${say("stepPayment")}</li>
          </ol>
          ${addressStep(language, say)} ${paymentStep(say)}
        </div>
        <aside class="summary" aria-label="${say("orderSummary")}">
          <h2>${say("orderSummary")}</h2>
          <div data-summary><p class="waiting">${say("loading")}</p></div>
        </aside>
      </div>
    </div>`,
  };
}

function addressStep(language: Language, say: Say): Html {
  const names = new Intl.DisplayNames([HTML_LANG[language]], { type: "region" });
  const countries = COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).toSorted((a, b) =>
    a.name.localeCompare(b.name, language),
  );
  return html`<form class="step" data-step="address" novalidate>
    ${field("name", "name", say, "name")} ${field("email", "email", say, "email", "email")}
    ${field("street", "street", say, "street-address")}
    <div class="pair">
      ${field("postcode", "postcode", say, "postal-code")}${field("city", "city", say, "address-level2")}
    </div>
    <label class="field"
      ><span>${say("country")}</span
      ><select name="country" autocomplete="country">
        ${countries.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
      </select></label
    >
    <fieldset class="choices">
      <legend>${say("shippingMethod")}</legend>
      <label
        ><input type="radio" name="shipping" value="standard" checked /> <span>${say("shippingStandard")}</span>
        <b data-standard-cost>${formatMoney(STANDARD_SHIPPING, language)}</b></label
      >
      <label
        ><input type="radio" name="shipping" value="express" /> <span>${say("shippingExpress")}</span>
        <b>${formatMoney(EXPRESS_SHIPPING, language)}</b></label
      >
    </fieldset>
    <button class="button" type="submit">${say("toPayment")}</button>
  </form>`;
}

function paymentStep(say: Say): Html {
  const methods: [string, MessageKey][] = [
    ["demo_card", "payCard"],
    ["invoice", "payInvoice"],
    ["transfer", "payTransfer"],
  ];
  return html`<form class="step" data-step="payment" novalidate hidden>
    <fieldset class="choices">
      <legend>${say("paymentMethod")}</legend>
      ${methods.map(([value, key], index) => html`<label><input type="radio" name="payment" value="${value}" ${index === 0 ? "checked" : ""} /> <span>${say(key)}</span></label>`)}
    </fieldset>
    <div class="field">
      <label class="check"
        ><input type="checkbox" name="terms" required aria-describedby="error-terms" /> ${say("terms")}</label
      >
      <p class="error" id="error-terms" hidden></p>
    </div>
    <div class="actions">
      <button class="button quiet" type="button" data-back>${say("back")}</button
      ><button class="button" type="submit">${say("placeOrder")}</button>
    </div>
  </form>`;
}

function field(name: string, key: MessageKey, say: Say, autocomplete: string, type = "text"): Html {
  return html`<div class="field">
    <label for="f-${name}">${say(key)}</label
    ><input
      id="f-${name}"
      name="${name}"
      type="${type}"
      autocomplete="${autocomplete}"
      required
      maxlength="120"
      aria-describedby="error-${name}"
    />
    <p class="error" id="error-${name}" hidden></p>
  </div>`;
}
