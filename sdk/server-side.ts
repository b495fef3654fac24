/** There is no visitor on a server: every verb is there and does nothing. */
import type { Sameview } from "./api.ts";

const nothing = (): void => undefined;

export const serverSide: Sameview = {
  track: nothing,
  page: nothing,
  identify: nothing,
  consent: nothing,
  decide: () => Promise.resolve([]),
  on: () => nothing,
  reset: nothing,
  use: nothing,
  debug: nothing,
  flush: () => Promise.resolve(),
};
