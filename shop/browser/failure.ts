import { make } from "./elements.ts";
import { say } from "./messages.ts";

/** Says in a place of the page that loading failed, with a way to try again. */
export function showFailure(place: HTMLElement, retry: () => void): void {
  const button = make("button", { class: "button quiet", type: "button" }, say("retry"));
  button.addEventListener("click", retry);
  place.replaceChildren(make("div", { class: "nothing" }, make("p", {}, say("failed")), button));
}
