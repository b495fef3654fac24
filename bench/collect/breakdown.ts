/** Where a full request's CPU goes: the same request with parts left out, measured side by side. */
import type { CollectRequest } from "../../wire/collect.ts";
import { renderTable } from "../../start/table.ts";
import type { LoadRequest } from "../load.ts";
import { median, rounded } from "../statistics.ts";

interface Reduced {
  title: string;
  /** Takes out of a full request what is not asked for. */
  reduce(body: CollectRequest): void;
}

/** Each adds to one before it. */
export const REDUCED_REQUESTS: readonly Reduced[] = [
  {
    title: "no visitor, no event, no placement",
    reduce: (body) => {
      delete body.visitor;
      body.events = [];
      body.placements = [];
    },
  },
  {
    title: "no visitor, no event, products",
    reduce: (body) => {
      delete body.visitor;
      body.events = [];
      body.placements = body.placements?.slice(1) ?? [];
    },
  },
  {
    title: "no event, no placement: asks the object, writes nothing",
    reduce: (body) => {
      body.events = [];
      body.placements = [];
    },
  },
  {
    title: "1 event, no placement",
    reduce: (body) => {
      body.events = body.events.slice(0, 1);
      body.placements = [];
    },
  },
  {
    title: "5 events, no placement",
    reduce: (body) => {
      body.placements = [];
    },
  },
  {
    title: "5 events, offer",
    reduce: (body) => {
      body.placements = body.placements?.slice(0, 1) ?? [];
    },
  },
  {
    title: "5 events, products",
    reduce: (body) => {
      body.placements = body.placements?.slice(1) ?? [];
    },
  },
  { title: "5 events, offer and products", reduce: () => undefined },
];

/** Full requests with parts left out. */
export function reduced(requests: readonly LoadRequest[], { reduce }: Reduced): LoadRequest[] {
  return requests.map((one) => {
    const body = JSON.parse(one.body ?? "{}") as CollectRequest;
    reduce(body);
    return { ...one, body: JSON.stringify(body) };
  });
}

/** @param cpuUs by title: CPU µs per request of each round */
export function breakdownTable(
  cpuUs: ReadonlyMap<string, number[]>,
  parts: readonly { part: string; us: number }[],
): string {
  return [
    "CPU of the same request with parts left out",
    renderTable(
      [...cpuUs].map(([title, rounds]) => [title, median(rounds).toFixed(0), "µs"]),
      { right: [1] },
    ),
    "\nPure parts alone, in Node, median",
    renderTable(
      parts.map(({ part, us }) => [part, us.toFixed(1), "µs"]),
      { right: [1] },
    ),
  ].join("\n");
}

export function breakdownJson(
  cpuUs: ReadonlyMap<string, number[]>,
  parts: readonly { part: string; us: number }[],
): object {
  return {
    reducedCpuUs: Object.fromEntries([...cpuUs].map(([title, rounds]) => [title, rounded(median(rounds), 1)])),
    partsUs: Object.fromEntries(parts.map(({ part, us }) => [part, rounded(us, 1)])),
  };
}
