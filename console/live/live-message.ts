/** What comes over the live socket, before it is believed. Pure. */
import type { LiveMessage } from "../../wire/console.ts";

const MESSAGE_TYPES = new Set(["hello", "entry", "pulse", "shoppers", "definitions", "model"]);

/**
 * A message of a type this console knows; undefined for any other, as the answer to a ping is, and so that a newer
 * Worker may say more. Its fields are believed: the Worker that serves this page sends by the same `wire` types.
 */
export function parseLiveMessage(data: unknown): LiveMessage | undefined {
  if (typeof data !== "string" || !data.startsWith("{")) return undefined;
  try {
    const parsed: unknown = JSON.parse(data);
    return isMessage(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isMessage(value: unknown): value is LiveMessage {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return typeof value.type === "string" && MESSAGE_TYPES.has(value.type);
}
