/** What each finding of the install check means and what to do about it, in English. */
import type { InstallFindingCode } from "../../../wire/install.ts";

export const FINDING_WORDS: Record<InstallFindingCode, string> = {
  working: "events come in and are stored",
  nothing_yet: "nothing has been heard of this site's pages yet",
  check_silent:
    "the page was opened and nothing came: the tag is not on it, or something stops it, such as a Content-Security-Policy, an ad blocker, or a consent tool that holds scripts back",
  events_blocked:
    "the SDK runs in the page but its events do not arrive: an ad blocker or a policy stops /v1/collect, or data-auto is off and nothing is tracked",
  stopped: "events came before and have stopped for a day: look whether the tag is still on the pages",
  wrong_key: "the page sends a key that this site does not have; copy the key from the settings",
  origin_not_allowed: "the page's origin is not among the site's origins; add it in the settings",
  duplicate_snippet: "the tag is on the page more than once; take the others away, one is enough",
  two_keys: "tags with different keys are on the page, and only the first counts; keep the right one",
  consent_waiting: "the visitor has not been asked, or has not answered: events are held in the page until a yes",
  consent_denied: "the visitor has said no: nothing is stored until a yes",
  consent_default:
    'the page says nothing of consent, which this site\'s settings count as a no; ask with data-consent="required", or change the setting',
  gpc: "this browser says no by Global Privacy Control: nothing is stored of it",
  bot: "this browser calls itself a bot, which is no visitor; look with an ordinary one",
  wrong_clock: "the sender's clock is wrong; browsers' times are corrected, a server's are not",
  events_refused: "events were refused; their reason says what to change",
  unknown_placement:
    "pages ask for a placement that is not published, so nothing is shown there; define it in the console, or correct its name on the page",
  malformed: "requests were refused as malformed; the reason says what to change",
};
