import { useEffect, useId, useState } from "preact/hooks";
import type { Offer } from "../../wire/definitions.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { draft, saving } from "../desk/desk-state.ts";
import { ChoiceField, DateTimeField, TextField } from "../form/field.tsx";
import { t } from "../i18n.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { recall, remember } from "../remembered.ts";
import { defaultPage, previewAddress } from "./preview-address.ts";

/** CSS pixels: a phone, a tablet, a laptop. */
const WIDTHS = { phone: 360, tablet: 768, laptop: 1280 } as const;
type Device = keyof typeof WIDTHS;
const REMEMBERED_PAGE = "sv.console.preview.page";

/**
 * The draft on the real page, before anybody else sees it. The page is ours where it is of this host; other shops mostly
 * forbid being framed, so theirs opens in a tab of its own.
 */
export function OfferPreview({ offer }: { offer: Offer }) {
  const [page, setPage] = useState(recall(REMEMBERED_PAGE) ?? "");
  const [device, setDevice] = useState<Device>(innerWidth < WIDTHS.tablet ? "phone" : "laptop");
  const [mode, setMode] = useState<"offer" | "campaign">("offer");
  const [visitor, setVisitor] = useState("");
  const [at, setAt] = useState<string>();
  const [token, setToken] = useState<string>();
  const [problem, setProblem] = useState<ApiProblem>();
  const heading = useId();

  const make = async (): Promise<void> => {
    setProblem(undefined);
    const answer = await api.previewDraft({
      ...(mode === "offer" && { offer: offer.id }),
      ...(visitor.trim() !== "" && { visitor: visitor.trim() }),
      ...(at !== undefined && { at: new Date(at).getTime() }),
    });
    if (answer.ok) setToken(answer.value.token);
    else setProblem(answer.problem);
  };
  const revision = draft.value?.revision;
  const isSaved = saving.value.kind === "saved";
  useEffect(() => {
    // A new token for each saved state: the address changes, and so the frame loads again.
    if (isSaved) void make();
  }, [offer.id, revision, isSaved, mode, visitor, at]);

  const address = previewAddress(page, token);
  const isOwn = address?.origin === location.origin;
  return (
    <section class="offer-preview">
      <h2 id={heading}>{t("preview.heading")}</h2>
      <p class="muted small">{t("preview.explain")}</p>
      <div class="field-row">
        <ChoiceField
          label={t("preview.mode")}
          value={mode}
          onValue={setMode}
          choices={[
            { value: "offer", label: t("preview.mode_offer") },
            { value: "campaign", label: t("preview.mode_campaign") },
          ]}
        />
        <TextField
          label={t("preview.page")}
          placeholder={defaultPage()}
          value={page}
          problem={address === undefined ? t("preview.bad_page") : undefined}
          onValue={(value) => {
            setPage(value);
            remember(REMEMBERED_PAGE, value === "" ? null : value);
          }}
        />
      </div>
      {mode === "campaign" && (
        <div class="field-row">
          <TextField
            label={t("preview.visitor")}
            hint={t("preview.visitor_hint")}
            value={visitor}
            onValue={setVisitor}
          />
          <DateTimeField label={t("preview.at")} value={at} onValue={setAt} />
        </div>
      )}
      {problem !== undefined && (
        <ProblemNotice what={t("preview.failed")} problem={problem} retry={() => void make()} />
      )}
      {address !== undefined && (
        <div class="buttons">
          {isOwn && (
            <div class="segmented" role="group" aria-label={t("preview.device")}>
              {(Object.keys(WIDTHS) as Device[]).map((one) => (
                <button key={one} type="button" aria-pressed={one === device} onClick={() => setDevice(one)}>
                  {t(`preview.device.${one}`)}
                </button>
              ))}
            </div>
          )}
          <a class="button" href={address.href} target="_blank" rel="noopener">
            <Icon name="outside" />
            {t("preview.open")}
          </a>
          <CopyButton text={address.href} label={t("preview.copy")} />
        </div>
      )}
      {isOwn && token !== undefined && (
        // Scrolled sideways where it is wider than there is room: shrinking it would show another page.
        <div class="preview-frame" tabIndex={0} role="region" aria-labelledby={heading}>
          <iframe
            key={address.href}
            src={address.href}
            width={WIDTHS[device]}
            height="640"
            title={t("preview.heading")}
          />
        </div>
      )}
    </section>
  );
}
