/** What does not go straight: fetched when something was left, failed or was refused. */
export { recoverDelivery as default } from "../recovery.ts";
