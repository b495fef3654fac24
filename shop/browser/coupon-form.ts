import { couponPercent } from "../catalogue/coupons.ts";
import { useCoupon } from "./cart.ts";
import { make } from "./elements.ts";
import { say } from "./messages.ts";
import { toast } from "./toast.ts";

/** Takes a discount code. @param taken It is valid and in use. */
export function couponForm(taken: () => void): HTMLElement {
  const input = make("input", {
    name: "coupon",
    autocomplete: "off",
    maxlength: "20",
    "aria-describedby": "error-coupon",
  });
  const error = make("p", { class: "error", id: "error-coupon", hidden: true }, say("couponUnknown"));
  const form = make(
    "form",
    { class: "coupon" },
    make("label", { class: "field" }, make("span", {}, say("coupon")), input),
    make("button", { class: "button quiet", type: "submit" }, say("couponApply")),
    error,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const valid = couponPercent(input.value) > 0;
    error.hidden = valid;
    input.setAttribute("aria-invalid", String(!valid));
    if (!valid) return input.focus();
    useCoupon(input.value.trim().toUpperCase());
    toast(say("couponTaken"));
    taken();
  });
  return form;
}
