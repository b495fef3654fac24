/** Who is looking: on a development host nobody is asked, elsewhere an admin token opens the console. */
import { signal } from "@preact/signals";

const TOKEN_KEY = "sv.console.token";

/** The admin token, for this tab only; null where none was given. */
export const adminToken = signal<string | null>(stored());

/** Whether the Worker has refused us: `asked` without a token, `wrong` with one. */
export const lock = signal<"open" | "asked" | "wrong">("open");

/** The Worker answered 401. */
export function locked(): void {
  lock.value = adminToken.value === null ? "asked" : "wrong";
}

/** Holds `token` for this tab and lets the screens try again. */
export function signIn(token: string): void {
  adminToken.value = token;
  store(token);
  lock.value = "open";
}

/** Forgets the token. */
export function signOut(): void {
  adminToken.value = null;
  store(null);
  lock.value = "asked";
}

// Session storage, not local: the token dies with the tab. Where storage is forbidden it lives in memory only.
function stored(): string | null {
  try {
    return sessionStorage.getItem(TOKEN_KEY);
  } catch {
    return null;
  }
}

function store(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(TOKEN_KEY);
    else sessionStorage.setItem(TOKEN_KEY, token);
  } catch {
    // The signal above still holds it.
  }
}
