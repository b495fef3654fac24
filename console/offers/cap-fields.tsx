import type { FrequencyCaps } from "../../wire/definitions.ts";
import { problemAt } from "../desk/problems-at.ts";
import { NumberField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { emptyToNone, withField } from "./offer-changes.ts";

const CAPS = ["perSession", "perDay", "lifetime", "minGapMinutes"] as const satisfies readonly (keyof FrequencyCaps)[];

interface CapFieldsProps {
  caps: FrequencyCaps | undefined;
  /** Where they stand in the draft, as a JSON pointer. */
  at: string;
  /** @param cap which one was changed: a step of undo of its own */
  onCaps: (caps: FrequencyCaps | undefined, cap: keyof FrequencyCaps) => void;
}

/** How often at most; a field left empty is no limit. */
export function CapFields({ caps = {}, at, onCaps }: CapFieldsProps) {
  return (
    <div class="field-row">
      {CAPS.map((cap) => (
        <NumberField
          key={cap}
          label={t(`offers.cap.${cap}`)}
          min={1}
          value={caps[cap]}
          placeholder={t("offers.no_limit")}
          problem={problemAt(`${at}/${cap}`)}
          onValue={(value) => onCaps(emptyToNone(withField(caps, cap, value)), cap)}
        />
      ))}
    </div>
  );
}
