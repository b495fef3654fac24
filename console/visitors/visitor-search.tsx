import { useState } from "preact/hooks";
import { api } from "../api.ts";
import { ChoiceField, TextField } from "../form/field.tsx";
import { formatNumber } from "../format.ts";
import { currentLocale, t } from "../i18n.ts";
import { place, setQuery } from "../location.ts";
import { Fetched } from "../parts/fetched.tsx";
import { Icon } from "../parts/icon.tsx";
import { useResource } from "../parts/resource.ts";
import { RecentVisitors } from "./recent-visitors.tsx";
import { VisitorTable } from "./visitor-table.tsx";

/** By id, by segment, or whoever was here lately. What is asked for stands in the address. */
export function VisitorSearch() {
  const query = new URLSearchParams(place.value.query);
  const find = query.get("find") ?? "";
  const segment = query.get("segment") ?? "";
  return (
    <div class="visitors">
      <header class="screen-head">
        <h1>{t("nav.visitors")}</h1>
      </header>
      <section class="card visitors-card" aria-label={t("visitors.search")}>
        <FindForm key={find} find={find} />
        <SegmentChoice segment={segment} />
      </section>
      {find !== "" ? (
        <Found find={find} />
      ) : segment === "" ? (
        <>
          <RecentVisitors />
          <Some segment="" />
        </>
      ) : (
        <Some segment={segment} />
      )}
    </div>
  );
}

function FindForm({ find }: { find: string }) {
  const [typed, setTyped] = useState(find);
  return (
    <form
      class="inline-form"
      role="search"
      onSubmit={(submit) => {
        submit.preventDefault();
        ask("find", typed.trim());
      }}
    >
      <TextField label={t("visitors.find")} hint={t("visitors.find_hint")} value={typed} onValue={setTyped} />
      <div class="buttons">
        <button type="submit" class="button button-accent">
          {t("visitors.find_action")}
        </button>
        {find !== "" && (
          <button type="button" class="button" onClick={() => ask("find", "")}>
            <Icon name="close" />
            {t("visitors.clear")}
          </button>
        )}
      </div>
    </form>
  );
}

function SegmentChoice({ segment }: { segment: string }) {
  const { value } = useResource(() => api.segments(currentLocale()), currentLocale());
  const choices = (value?.segments ?? []).map(({ id, name, members }) => ({
    value: id,
    label: t("visitors.segment_option", { name, members: formatNumber(members) }),
  }));
  // A link may name a segment before its name is known, or one that is gone.
  const known = segment === "" || choices.some((choice) => choice.value === segment);
  return (
    <ChoiceField
      label={t("visitors.in_segment")}
      value={segment}
      onValue={(id) => ask("segment", id)}
      choices={[
        { value: "", label: t("visitors.any_segment") },
        ...choices,
        ...(known ? [] : [{ value: segment, label: segment }]),
      ]}
    />
  );
}

/** Either or: a person found by id is one, whatever segment they are in. */
function ask(what: "find" | "segment", value: string): void {
  setQuery((query) => {
    query.delete("find");
    query.delete("segment");
    if (value !== "") query.set(what, value);
  });
}

function Found({ find }: { find: string }) {
  const found = useResource(() => api.findVisitors(find), find);
  return (
    <Fetched resource={found} failed={t("visitors.failed")} lines={3}>
      {({ visitors }) => (
        <section class="card visitors-card" aria-labelledby="found">
          <h2 id="found">{t("visitors.found", { count: visitors.length })}</h2>
          {visitors.length === 0 ? (
            <p class="muted">{t("visitors.found_none", { find })}</p>
          ) : (
            <VisitorTable visitors={visitors} caption={t("visitors.found", { count: visitors.length })} />
          )}
        </section>
      )}
    </Fetched>
  );
}

function Some({ segment }: { segment: string }) {
  const drawn = useResource(() => api.someVisitors(segment), segment);
  const heading = segment === "" ? t("visitors.some") : t("visitors.members");
  return (
    <section class="card visitors-card" aria-labelledby="some">
      <header class="pair">
        <h2 id="some">{heading}</h2>
        <button type="button" class="button" onClick={() => void drawn.reload()}>
          <Icon name="refresh" />
          {t("visitors.draw_again")}
        </button>
      </header>
      <Fetched resource={drawn} failed={t("visitors.failed")} lines={6}>
        {({ visitors, of = 0 }) =>
          visitors.length === 0 ? (
            <p class="muted">{segment === "" ? t("visitors.none") : t("visitors.no_members")}</p>
          ) : (
            <>
              <p class="muted small">{t("visitors.drawn", { shown: visitors.length, of: formatNumber(of) })}</p>
              <VisitorTable visitors={visitors} caption={heading} />
            </>
          )
        }
      </Fetched>
    </section>
  );
}
