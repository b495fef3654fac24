/** A page opened by a check link of the console says how the SDK is installed on it. A shopper never fetches this. */
export { reportInstall as default } from "../debug/report-install.ts";
