import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n.ts";
import { setQuery } from "../location.ts";
import { Icon } from "../parts/icon.tsx";
import { eventWords } from "../why/reason-words.ts";
import { shortId } from "./entry-row.ts";
import { filtersToQuery, isFiltering, NO_FILTERS } from "./filters.ts";
import type { Filters } from "./filters.ts";
import { eventNames, filters } from "./live-state.ts";

/** Text is put in the address when typing rests, so that a word does not filter letter by letter. */
const TYPING_REST_MS = 200;

/** The stream's filters. They are kept in the address and stay while the stream goes on. */
export function FilterBar() {
  const current = filters.value;
  const change = (part: Partial<Filters>) => setQuery((query) => filtersToQuery({ ...filters.value, ...part }, query));
  return (
    <div class="filters" role="group" aria-label={t("filter.heading")}>
      <Toggle
        label={t("filter.only_me")}
        on={current.own === "only"}
        set={(on) => change({ own: on ? "only" : "any" })}
      />
      <Toggle
        label={t("filter.hide_me")}
        on={current.own === "hidden"}
        set={(on) => change({ own: on ? "hidden" : "any" })}
      />
      <Toggle
        label={t("filter.hide_simulated")}
        on={current.hideSimulated}
        set={(on) => change({ hideSimulated: on })}
      />
      <EventChoice chosen={current.event} choose={(event) => change({ event })} />
      <TextField value={current.text} set={(text) => change({ text })} />
      {current.visitor !== "" && (
        <button type="button" class="toggle toggle-on" onClick={() => change({ visitor: "" })}>
          {t("filter.visitor", { id: shortId(current.visitor) })}
          <Icon name="close" />
        </button>
      )}
      {isFiltering(current) && (
        <button type="button" class="link-button" onClick={() => change(NO_FILTERS)}>
          {t("filter.clear")}
        </button>
      )}
    </div>
  );
}

function Toggle({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <button type="button" class={on ? "toggle toggle-on" : "toggle"} aria-pressed={on} onClick={() => set(!on)}>
      {on && <Icon name="check" />}
      {label}
    </button>
  );
}

function EventChoice({ chosen, choose }: { chosen: string; choose: (event: string) => void }) {
  const names = new Set(eventNames.value);
  if (chosen !== "") names.add(chosen);
  return (
    <select
      aria-label={t("filter.event")}
      title={t("filter.event")}
      value={chosen}
      onChange={(change) => choose(change.currentTarget.value)}
    >
      <option value="">{t("filter.every_event")}</option>
      {[...names].toSorted().map((name) => (
        <option key={name} value={name} title={name}>
          {eventWords(name)}
        </option>
      ))}
    </select>
  );
}

function TextField({ value, set }: { value: string; set: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    // The address changed by something else than this field: Back, or "clear".
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return undefined;
    const timer = window.setTimeout(() => {
      sent.current = typed;
      set(typed);
    }, TYPING_REST_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return (
    <input
      type="search"
      class="filter-text"
      value={typed}
      placeholder={t("filter.text")}
      aria-label={t("filter.text")}
      onInput={(input) => setTyped(input.currentTarget.value)}
    />
  );
}
