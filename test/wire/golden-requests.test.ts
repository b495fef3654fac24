/** Bodies both ends must honour: the Worker's intake takes every one of them whole. */
import { describe, expect, it } from "vitest";
import { parseEnvelope, parseEvents } from "../../worker/intake/parse-collect.ts";
import golden from "./collect-requests.json" with { type: "json" };

const RECEIVED_AT = 1790000005100;

describe.each(Object.entries(golden))("%s", (_, body) => {
  it("is taken whole, nothing lost or changed", () => {
    const envelope = parseEnvelope(JSON.stringify(body));
    if (!envelope.ok) throw new Error(envelope.problem.detail);
    const { rawEvents, ...rest } = envelope.value;
    const { events, rejected } = parseEvents(rawEvents, {
      receivedAt: RECEIVED_AT,
      sentAt: rest.sentAt,
      eventAgeDays: 395,
    });
    expect(rejected).toEqual([]);
    expect({ ...rest, events: events.map(({ event }) => event) }).toEqual(body);
    expect(events.map(({ json }) => JSON.parse(json) as unknown)).toEqual(body.events);
  });
});
