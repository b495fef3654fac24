/** The shop's script. START HERE. */
import "./shop.css";
import { redrawCart } from "./cart-view.ts";
import { showCartCount, watchCart } from "./cart.ts";
import { goToLanguage, rememberLanguage } from "./choose-language.ts";
import { mainOf, trackSelection } from "./lists.ts";
import { startNavigation } from "./navigate.ts";
import { startPage } from "./page-start.ts";
import { showPrivacyAnswer, watchPrivacySwitch } from "./privacy-switch.ts";

function start(): void {
  if (mainOf()?.dataset["page"] === "languages") return goToLanguage();
  document.addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Element)) return;
      rememberLanguage(target);
      if (target.closest(".card a")) trackSelection(target);
    },
    // Before the navigation hears of it: the choice is made on the old page.
    { capture: true },
  );
  const arrive = (): void => {
    showCartCount();
    showPrivacyAnswer();
    startPage(navigation.go);
  };
  const navigation = startNavigation(arrive);
  arrive();
  watchPrivacySwitch();
  watchCart(() => {
    showCartCount();
    const main = mainOf();
    if (main?.dataset["page"] === "cart") void redrawCart(main);
  });
}

start();
