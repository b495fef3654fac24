import type { AskedProduct, ExplainedRow } from "../../wire/recommendations.ts";
import { t } from "../i18n.ts";
import { effectWords, factWords } from "./fact-words.ts";
import { titleOf } from "./titles.ts";

interface AnswerProps {
  row: ExplainedRow;
  answer: AskedProduct;
  /** A rule in words, by its place in the list. */
  ruleWords: (index: number) => string;
}

/** Why the product is here, or is not, and what would bring it in. */
export function AskedAnswer({ row, answer, ruleWords }: AnswerProps) {
  switch (answer.kind) {
    case "here":
      return <p>{t("asked.here", { place: answer.place })}</p>;
    case "not_in_catalogue":
      return <p>{t("asked.not_in_catalogue")}</p>;
    case "not_sellable":
      return (
        <p>
          {answer.forSale
            ? t("asked.not_sellable", { state: t(`products.state.${answer.availability}`) })
            : t("asked.not_for_sale")}
        </p>
      );
    case "excluded":
      return <p>{t("asked.excluded", { rule: ruleWords(answer.rule) })}</p>;
    case "barred":
      return <p>{t(`asked.${answer.reason}`)}</p>;
    case "outranked":
      return (
        <>
          <p>
            {t("asked.outranked", { rank: answer.rank, of: answer.of, limit: row.limit })}
            {answer.brandFull && ` ${t("asked.brand_full")}.`}
          </p>
          <Evidence fact={answer.fact} effects={answer.effects} />
        </>
      );
    case "behind_the_best":
      return (
        <>
          <p>{t("asked.behind", { best: answer.best })}</p>
          <Evidence fact={answer.fact} effects={answer.effects} />
        </>
      );
    case "no_link":
      return <p>{t("asked.no_link", { looks: answer.looks })}</p>;
  }
}

function Evidence({ fact, effects }: Pick<Extract<AskedProduct, { kind: "outranked" }>, "fact" | "effects">) {
  const moved = effectWords(effects);
  return (
    <p class="muted">
      {t("asked.speaks", { why: factWords(fact, titleOf) })}
      {moved.length > 0 && ` (${moved.join(t("fact.comma"))})`}
    </p>
  );
}
