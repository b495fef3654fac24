/** The install check as it stands, asked for again and again while somebody looks. */
import { useEffect } from "preact/hooks";
import type { InstallCheck } from "../../wire/install.ts";
import { api } from "../api.ts";
import { useResource, type Resource } from "../parts/resource.ts";
import { lock } from "../session.ts";

/** While something is being put right, somebody waits for every answer. */
const WAITING_MS = 2_500;
/** Once it works, only a change for the worse is news. */
const WORKING_MS = 20_000;

export function useInstallCheck(): Resource<InstallCheck> {
  const check = useResource(api.installCheck);
  const isSettled = check.value?.verdict === "working" && check.value.check === undefined;
  useEffect(() => {
    const timer = window.setInterval(
      () => {
        if (document.visibilityState === "visible" && lock.value === "open") void check.reload();
      },
      isSettled ? WORKING_MS : WAITING_MS,
    );
    return () => window.clearInterval(timer);
  }, [isSettled]);
  return check;
}
