import type { Offer, OfferGoal as Goal } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { NumberField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { emptyToNone, setOfferField, withField } from "./offer-changes.ts";
import { OfferMore } from "./offer-more.tsx";

/** The Worker's, for an offer that names none: a purchase, within a week. */
const USUAL_EVENT = "purchase";
const USUAL_HOURS = 168;

/** What the offer is for, and how long after it was first meant for somebody their doing so counts. */
export function OfferGoal({ offer: { id, goal }, at }: { offer: Offer; at: string }) {
  const set = (next: Goal): void => setOfferField(id, "goal", emptyToNone(next));
  return (
    <OfferMore title={t("offers.goal")} isSet={goal !== undefined}>
      <div class="field-row">
        <TextField
          label={t("offers.goal_event")}
          hint={t("offers.goal_event_hint")}
          placeholder={USUAL_EVENT}
          value={goal?.event ?? ""}
          onValue={(event) => set(withField(goal ?? {}, "event", event === "" ? undefined : event))}
          problem={problemAt(`${at}/goal/event`)}
        />
        <NumberField
          label={t("offers.goal_hours")}
          hint={t("offers.goal_hours_hint")}
          min={1}
          placeholder={String(USUAL_HOURS)}
          value={goal?.windowHours}
          onValue={(hours) => set(withField(goal ?? {}, "windowHours", hours))}
          problem={problemAt(`${at}/goal/windowHours`)}
        />
      </div>
    </OfferMore>
  );
}
