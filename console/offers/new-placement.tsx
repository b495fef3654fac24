import { useState } from "preact/hooks";
import type { PlacementDefinition } from "../../wire/definitions.ts";
import { working } from "../desk/desk-state.ts";
import { isId, slugOf } from "../desk/free-id.ts";
import { ChoiceField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { Icon } from "../parts/icon.tsx";
import { addPlacement } from "./placement-changes.ts";

/** @param asked ids that pages ask for and nobody has defined */
export function NewPlacement({ asked }: { asked: readonly string[] }) {
  const [open, setOpen] = useState<{ id: string }>();
  return (
    <>
      {asked.length > 0 && (
        <div class="notice placements-asked" role="status">
          <p>{t("placements.asked", { count: asked.length })}</p>
          <ul class="plain">
            {asked.map((id) => (
              <li key={id}>
                <button type="button" class="button" onClick={() => setOpen({ id })}>
                  <Icon name="plus" />
                  {t("placements.define", { id })}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {open === undefined ? (
        <button type="button" class="button placements-new" onClick={() => setOpen({ id: "" })}>
          <Icon name="plus" />
          {t("placements.new")}
        </button>
      ) : (
        <Fields key={open.id} wanted={open.id} close={() => setOpen(undefined)} />
      )}
    </>
  );
}

/** @param wanted the id as the pages have it; empty: made of the name, until somebody types one */
function Fields({ wanted, close }: { wanted: string; close: () => void }) {
  const [name, setName] = useState("");
  const [typedId, setTypedId] = useState(wanted);
  const [kind, setKind] = useState<PlacementDefinition["kind"]>("offer");
  const id = typedId === "" ? slugOf(name) : typedId;
  const isTaken = working.value?.placements.some((one) => one.id === id) ?? false;
  const isReady = name.trim() !== "" && isId(id) && !isTaken;
  return (
    <form
      class="card placement-new"
      aria-label={t("placements.new")}
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!isReady) return;
        addPlacement({ id, name: name.trim(), kind });
        close();
      }}
      onKeyDown={(key) => key.key === "Escape" && close()}
    >
      <div class="field-row">
        <TextField
          label={t("placements.name")}
          hint={t("placements.name_hint")}
          value={name}
          onValue={setName}
          maxLength={200}
          isFirst
        />
        <TextField
          label={t("placements.id")}
          hint={t("placements.id_hint")}
          placeholder={slugOf(name)}
          value={typedId}
          onValue={setTypedId}
          maxLength={64}
          problem={isTaken ? t("placements.id_taken") : id === "" || isId(id) ? undefined : t("placements.id_wrong")}
        />
        <ChoiceField
          label={t("placements.kind")}
          hint={t("placements.kind_hint")}
          value={kind}
          onValue={setKind}
          choices={[
            { value: "offer", label: t("placements.kind.offer") },
            { value: "products", label: t("placements.kind.products") },
          ]}
        />
      </div>
      <div class="buttons">
        <button type="submit" class="button button-accent" disabled={!isReady}>
          {t("offers.create")}
        </button>
        <button type="button" class="button" onClick={close}>
          {t("action.cancel")}
        </button>
      </div>
    </form>
  );
}
