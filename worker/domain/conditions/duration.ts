import type { Duration } from "../../../wire/condition.ts";

const UNIT_MS: Record<Duration["unit"], number> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 7 * 86_400_000,
};

export function durationMs({ amount, unit }: Duration): number {
  return amount * UNIT_MS[unit];
}
