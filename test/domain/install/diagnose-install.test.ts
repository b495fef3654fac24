import { describe, expect, it } from "vitest";
import type { CheckedPage, DoorSighting } from "../../../wire/install.ts";
import { diagnoseInstall, type InstallEvidence } from "../../../worker/domain/install/diagnose-install.ts";

const NOW = 1_800_000_000_000;
const SHOP = "https://shop.example";
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const CHECK = { id: "c1", startedAt: NOW - 60 * SECOND, until: NOW + HOUR };

function seen(outcome: DoorSighting["outcome"], more: Partial<DoorSighting> = {}): DoorSighting {
  return { outcome, origin: SHOP, sdk: "sdk/0.1.0", count: 1, lastAt: NOW - SECOND, ...more };
}

function page(more: Partial<CheckedPage> = {}): CheckedPage {
  return {
    page: `${SHOP}/`,
    loadedAt: NOW - 5 * SECOND,
    version: "0.1.0",
    key: "pk_shop",
    form: "attributes",
    tagKeys: ["pk_shop"],
    head: false,
    adapters: [],
    consent: "granted",
    at: NOW - 2 * SECOND,
    clockBehindMs: 40,
    check: "c1",
    ...more,
  };
}

function diagnose(evidence: Partial<InstallEvidence>): { verdict: string; codes: string[] } {
  const { verdict, findings } = diagnoseInstall({
    settings: { keys: ["pk_shop"], origins: [SHOP] },
    placements: new Set(["hero"]),
    sightings: [],
    pages: [],
    now: NOW,
    ...evidence,
  });
  return { verdict, codes: findings.map(({ code }) => code) };
}

describe("without a check under way", () => {
  it("nothing heard is waited for, and what stopped is missed", () => {
    expect(diagnose({})).toEqual({ verdict: "waiting", codes: ["nothing_yet"] });
    const yesterday = seen("stored", { lastAt: NOW - 30 * HOUR });
    expect(diagnose({ sightings: [yesterday] })).toEqual({ verdict: "trouble", codes: ["stopped"] });
  });

  it("stored events are what works", () => {
    expect(diagnose({ sightings: [seen("stored")] })).toEqual({ verdict: "working", codes: ["working"] });
  });

  it("a refusal is the cause of silence, and no trouble of a site that works", () => {
    const stranger = seen("origin_not_allowed", { origin: "https://copy.example" });
    expect(diagnose({ sightings: [stranger] })).toEqual({ verdict: "trouble", codes: ["origin_not_allowed"] });
    expect(diagnose({ sightings: [stranger, seen("stored")] })).toEqual({
      verdict: "working",
      codes: ["origin_not_allowed", "working"],
    });
  });

  it("what has been put right is told no more", () => {
    const before = NOW - HOUR;
    const key = seen("unknown_key", { detail: "pk_shpo", lastAt: before });
    expect(diagnose({ sightings: [key] }).codes).toEqual(["wrong_key"]);
    // The same pages have been heard of since; the key was added; the origin was allowed.
    expect(diagnose({ sightings: [key, seen("stored")] }).codes).toEqual(["working"]);
    expect(diagnose({ sightings: [key], settings: { keys: ["pk_shpo"], origins: [SHOP] } }).codes).toEqual([
      "nothing_yet",
    ]);
    expect(diagnose({ sightings: [seen("origin_not_allowed")] }).codes).toEqual(["nothing_yet"]);
  });

  it("crawlers and visitors who say no explain silence, and nothing else", () => {
    const everyday = [seen("bot"), seen("gpc")];
    expect(diagnose({ sightings: everyday })).toMatchObject({ verdict: "trouble", codes: ["bot", "gpc"] });
    expect(diagnose({ sightings: [...everyday, seen("stored")] })).toEqual({ verdict: "working", codes: ["working"] });
  });

  it("a placement that nobody has published is told beside whether it works, until it is published", () => {
    const asked = seen("unknown_placement", { detail: "home-heor" });
    const misnamed = { verdict: "working", codes: ["unknown_placement", "working"] };
    expect(diagnose({ sightings: [asked, seen("stored")] })).toEqual(misnamed);
    // Another version of the SDK, or another page, asks for the same.
    expect(diagnose({ sightings: [asked, { ...asked, sdk: "sdk/0.0.9" }, seen("stored")] })).toEqual(misnamed);
    expect(diagnose({ sightings: [asked, seen("stored")], placements: new Set(["home-heor"]) }).codes).toEqual([
      "working",
    ]);
    expect(diagnose({ sightings: [{ ...asked, lastAt: NOW - 30 * HOUR }, seen("stored")] }).codes).toEqual(["working"]);
    // It says nothing of events: those that have stopped are missed as before.
    const yesterday = seen("stored", { lastAt: NOW - 30 * HOUR });
    expect(diagnose({ sightings: [asked, yesterday] }).codes).toEqual(["stopped", "unknown_placement"]);
  });

  it("whoever asks for whatever they like fills no list", () => {
    const many = Array.from({ length: 40 }, (_, n) => seen("unknown_placement", { detail: `made-up-${n}` }));
    expect(diagnose({ sightings: [...many, seen("stored")] }).codes).toHaveLength(6);
  });

  it("a server's wrong clock is named as such", () => {
    const refused = seen("events_refused", { origin: "", detail: "in_future" });
    expect(diagnose({ sightings: [refused, seen("stored")] }).codes).toEqual(["wrong_clock", "working"]);
  });
});

describe("with a check under way", () => {
  it("only what came by its link counts", () => {
    const elsewhere = seen("stored");
    expect(diagnose({ check: { ...CHECK, startedAt: NOW - SECOND }, sightings: [elsewhere] })).toEqual({
      verdict: "waiting",
      codes: ["nothing_yet"],
    });
    expect(diagnose({ check: CHECK, sightings: [elsewhere] })).toEqual({ verdict: "trouble", codes: ["check_silent"] });
    expect(diagnose({ check: CHECK, sightings: [seen("stored", { check: "c1" })], pages: [page()] })).toEqual({
      verdict: "working",
      codes: ["working"],
    });
  });

  it("of placements only those of the page that was opened", () => {
    const asked = seen("unknown_placement", { detail: "elsewhere" });
    const here = seen("unknown_placement", { detail: "home-heor", check: "c1" });
    const { findings } = diagnoseInstall({
      settings: { keys: ["pk_shop"], origins: [SHOP] },
      placements: new Set(),
      sightings: [asked, here, seen("stored", { check: "c1" })],
      pages: [page()],
      check: CHECK,
      now: NOW,
    });
    expect(findings).toMatchObject([
      { code: "unknown_placement", severity: "warning", values: { placement: "home-heor", origin: SHOP } },
      { code: "working" },
    ]);
  });

  it("a page's report without its events means that they are stopped on the way", () => {
    expect(diagnose({ check: CHECK, pages: [page()] }).codes).toEqual(["nothing_yet"]);
    expect(diagnose({ check: CHECK, pages: [page({ at: NOW - 20 * SECOND })] })).toEqual({
      verdict: "trouble",
      codes: ["events_blocked"],
    });
  });

  it("a wrong key is named once, by the page and by the door", () => {
    const wrong = { key: "pk_shpo", tagKeys: ["pk_shpo"] };
    const refused = seen("unknown_key", { detail: "pk_shpo", check: "c1" });
    expect(diagnose({ check: CHECK, sightings: [refused], pages: [page(wrong)] })).toEqual({
      verdict: "trouble",
      codes: ["wrong_key"],
    });
  });

  it("two tags are one too many, and two keys an error", () => {
    const sightings = [seen("stored", { check: "c1" })];
    const twice = page({ tagKeys: ["pk_shop", "pk_shop"] });
    expect(diagnose({ check: CHECK, sightings, pages: [twice] })).toEqual({
      verdict: "working",
      codes: ["duplicate_snippet", "working"],
    });
    const foreign = page({ tagKeys: ["pk_shop", "pk_other"] });
    expect(diagnose({ check: CHECK, sightings, pages: [foreign] })).toEqual({
      verdict: "trouble",
      codes: ["two_keys", "working"],
    });
  });

  it("of consent the page knows more than the door, and its latest word counts", () => {
    const sightings = [seen("no_consent", { check: "c1" })];
    const waiting = page({ consent: "waiting", at: NOW - 9 * SECOND });
    expect(diagnose({ check: CHECK, sightings, pages: [waiting] })).toEqual({
      verdict: "waiting",
      codes: ["consent_waiting"],
    });
    const denied = page({ consent: "denied" });
    expect(diagnose({ check: CHECK, sightings, pages: [denied, waiting] }).codes).toEqual(["consent_denied"]);
    const granted = page();
    const stored = seen("stored", { check: "c1" });
    expect(diagnose({ check: CHECK, sightings: [...sightings, stored], pages: [granted, waiting] }).codes).toEqual([
      "working",
    ]);
  });

  it("a page that is loaded again, put right, is judged by that load", () => {
    const wrong = page({ key: "pk_shpo", loadedAt: NOW - 50 * SECOND, at: NOW - 48 * SECOND });
    const sightings = [
      seen("unknown_key", { detail: "pk_shpo", check: "c1", lastAt: NOW - 48 * SECOND }),
      seen("stored", { check: "c1" }),
    ];
    expect(diagnose({ check: CHECK, sightings, pages: [page(), wrong] })).toEqual({
      verdict: "working",
      codes: ["working"],
    });
  });

  it("a page's wrong clock is told with its minutes", () => {
    const evidence = {
      settings: { keys: ["pk_shop"], origins: [SHOP] },
      placements: new Set<string>(),
      sightings: [],
      check: CHECK,
      now: NOW,
    };
    const { findings } = diagnoseInstall({ ...evidence, pages: [page({ clockBehindMs: -10 * 60 * SECOND })] });
    expect(findings).toMatchObject([{ code: "wrong_clock", severity: "warning", values: { minutes: 10 } }]);
  });
});
