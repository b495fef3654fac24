import { useRef } from "preact/hooks";
import type { Definitions, PlacementDefinition } from "../../wire/definitions.ts";
import { api } from "../api.ts";
import { change, working } from "../desk/desk-state.ts";
import { t } from "../i18n.ts";
import { useResource } from "../parts/resource.ts";
import { CapFields } from "./cap-fields.tsx";
import { withField } from "./offer-changes.ts";
import { NewPlacement } from "./new-placement.tsx";
import { PlacementForm } from "./placement-form.tsx";
import "../styles/placements.css";

/** The named places of the site's pages: what each is for, who wants it, and those that pages ask for in vain. */
export function PlacementsView() {
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useResource(() => api.installCheck());
  const definitions = working.value;
  if (definitions === null) return null;
  const { placements } = definitions;
  // A hint, and no more: where the pages cannot be asked about, there is simply none.
  const unknown = new Set(
    asked.value?.heard
      .filter(({ outcome, detail }) => outcome === "unknown_placement" && !placements.some(({ id }) => id === detail))
      .map(({ detail = "" }) => detail),
  );
  return (
    <section class="placements" aria-labelledby="placements">
      <h2 id="placements" ref={heading} tabIndex={-1}>
        {t("placements.heading")}
      </h2>
      <p class="muted">{t("placements.explain")}</p>
      <NewPlacement asked={[...unknown]} />
      {placements.length === 0 && <p class="empty">{t("placements.none")}</p>}
      {placements.map((placement, index) => (
        <PlacementForm
          key={placement.id}
          placement={placement}
          at={`/placements/${index}`}
          wantedBy={wantedBy(definitions, placement)}
          onRemoved={() => heading.current?.focus()}
        />
      ))}
      <fieldset>
        <legend>{t("placements.everywhere")}</legend>
        <p class="muted small">{t("offers.caps_hint")}</p>
        <CapFields
          caps={definitions.caps}
          at="/caps"
          onCaps={(caps, cap) => change(`caps.${cap}`, (current) => withField(current, "caps", caps))}
        />
      </fieldset>
    </section>
  );
}

/** How many offers and rules name it: while there are any, taking it away would leave them nowhere. */
function wantedBy({ offers, merchandising = [] }: Definitions, { id }: PlacementDefinition): number {
  return [...offers, ...merchandising].filter(({ placement }) => placement === id).length;
}
