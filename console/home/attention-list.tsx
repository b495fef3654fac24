import type { AttentionItem } from "../../wire/attention.ts";
import { api } from "../api.ts";
import { t } from "../i18n.ts";
import { href } from "../location.ts";
import { Fetched } from "../parts/fetched.tsx";
import { Icon } from "../parts/icon.tsx";
import { useResource } from "../parts/resource.ts";
import { attentionWords, whereFixed } from "./attention-words.ts";

/** What wants somebody to look at it, each with the way to where it is put right. */
export function AttentionList({ turn }: { turn: number }) {
  const attention = useResource(() => api.attention(), turn);
  return (
    <section class="card home-card attention" aria-labelledby="attention">
      <h2 id="attention">{t("home.attention")}</h2>
      <Fetched resource={attention} failed={t("home.attention_failed")} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="outcome">
              <Icon name="check" />
              {t("home.attention_none")}
            </p>
          ) : (
            <ul class="plain">
              {items.map((item, index) => (
                <Item key={index} item={item} />
              ))}
            </ul>
          )
        }
      </Fetched>
    </section>
  );
}

function Item({ item }: { item: AttentionItem }) {
  const { path, label } = whereFixed(item);
  return (
    <li class={`attention-item attention-${item.severity}`}>
      <span class="mark">{t(`home.severity.${item.severity}`)}</span>
      <p>{attentionWords(item)}</p>
      <a href={href(path)} data-route={path}>
        {label}
      </a>
    </li>
  );
}
