/** Single-page navigation in browsers without the Navigation API. */
export { watchHistory as default } from "../capture/history.ts";
