import { useState } from "preact/hooks";
import { t } from "./i18n.ts";
import { lock, signIn } from "./session.ts";
import { SITE } from "./site.ts";

/** Asks for the admin token where the Worker wants one. A password field, so that managers can fill it. */
export function SignIn() {
  const [token, setToken] = useState("");
  const isWrong = lock.value === "wrong";
  return (
    <div class="sign-in">
      <form
        class="card"
        onSubmit={(submit) => {
          submit.preventDefault();
          if (token.trim() !== "") signIn(token.trim());
        }}
      >
        <h1>{t("signin.heading")}</h1>
        <p class="muted">{t("signin.explain")}</p>
        {/* Gives password managers a name to keep the token under. */}
        <input type="text" name="username" autocomplete="username" value={SITE} readonly hidden />
        <label>
          {t("signin.token")}
          <input
            type="password"
            name="token"
            autocomplete="current-password"
            autofocus
            required
            value={token}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? "signin-problem signin-hint" : "signin-hint"}
            onInput={(input) => setToken(input.currentTarget.value)}
          />
        </label>
        {isWrong && (
          <p id="signin-problem" class="field-problem" role="alert">
            {t("signin.wrong")}
          </p>
        )}
        <p id="signin-hint" class="muted small">
          {t("signin.hint")} {t("signin.hint_unset")} <code>npx wrangler secret put ADMIN_TOKEN</code>
        </p>
        <button type="submit" class="button button-accent">
          {t("signin.action")}
        </button>
      </form>
    </div>
  );
}
