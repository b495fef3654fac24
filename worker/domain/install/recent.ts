/** How long something at the door counts as the state of things, ms: a night's quiet is not a fault. */
export const RECENT_MS = 86_400_000;
