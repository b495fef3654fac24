import { describe, expect, it } from "vitest";
import { pulseAt } from "../../console/live/pulse-now.ts";
import { SAMPLE_AT, SAMPLE_PULSE, sampleEntry } from "./sample-site.ts";

const MINUTE_MS = 60_000;

describe("the pulse brought forward", () => {
  it("is as told within its own minute", () => {
    // Told at 10:15:30; 20 s later it is still 10:15.
    expect(pulseAt(SAMPLE_PULSE, [], SAMPLE_AT + 20_000)).toBe(SAMPLE_PULSE);
  });

  it("moves left by the minutes that ended, and fills them from the entries at hand", () => {
    // At 10:17:30 the minutes 10:15 (one entry at 10:15:35) and 10:16 (none) have ended.
    const pulse = pulseAt(SAMPLE_PULSE, [sampleEntry(5)], SAMPLE_AT + 2 * MINUTE_MS);
    expect(pulse.eventsPerMinute).toEqual([...SAMPLE_PULSE.eventsPerMinute.slice(2), 1, 0]);
  });

  it("lets visitors go five minutes after the last was heard of", () => {
    expect(pulseAt(SAMPLE_PULSE, [], SAMPLE_AT + 4 * MINUTE_MS).visitorsNow).toBe(14);
    expect(pulseAt(SAMPLE_PULSE, [], SAMPLE_AT + 5 * MINUTE_MS).visitorsNow).toBe(0);
  });

  it("is empty half an hour later, and still thirty minutes long", () => {
    const pulse = pulseAt(SAMPLE_PULSE, [], SAMPLE_AT + 60 * MINUTE_MS);
    expect(pulse.eventsPerMinute).toEqual(Array.from({ length: 30 }, () => 0));
  });
});
