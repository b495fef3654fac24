/** A browser as the delivery cases need it: tabs that are opened, told to track, and closed; and a process that dies. */

export interface Tab {
  /** Resolves once the page has loaded. */
  goto(url: string): Promise<void>;
  /** Runs a script in the page and resolves to what it returns, as JSON has it. */
  run(script: string): Promise<unknown>;
  /** Runs a script that leads to another page, and resolves once that one is there. */
  leave(script: string): Promise<void>;
  /** Closes it at once, as the ✕ does. */
  close(): Promise<void>;
  /**
   * Calls back, from the next page on, whenever the page's database says that rows are committed.
   *
   * @param counts Function in the page: whether a row counts.
   */
  onCommit?(counts: string, committed: () => void): Promise<void>;
}

export interface RunningBrowser {
  tab(): Promise<Tab>;
  /** SIGKILL. What is on its disk stays for `Engine.open` with the same profile. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface Engine {
  name: EngineName;
  /** Runs side by side in one browser. */
  lanes: number;
  /** The command that brings it, where it is not here. */
  missing(): string | undefined;
  /** @param profile Folder that outlives the process; missing where nothing has to. */
  open(profile?: string): Promise<RunningBrowser>;
  /** Cases it cannot be asked, and why. */
  cannot: Partial<Record<CaseName, string>>;
  /** Leaves the page's origin no room in IndexedDB, where the browser can be told to. */
  fillQuota?(tab: Tab, origin: string): Promise<void>;
}

export const ENGINE_NAMES = ["chromium", "firefox", "webkit"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export const CASE_NAMES = [
  "stay",
  "close",
  "navigate",
  "offline-close-return",
  "503-close-return",
  "killed-after-1s",
  "killed-after-50ms",
  "answer-lost",
  "two-tabs",
  "full-storage",
] as const;
export type CaseName = (typeof CASE_NAMES)[number];
