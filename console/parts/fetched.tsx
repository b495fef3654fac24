import type { ComponentChildren } from "preact";
import { formatAgo } from "../format.ts";
import { t } from "../i18n.ts";
import { now } from "../now.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import type { Resource } from "./resource.ts";
import { Skeleton } from "./skeleton.tsx";

interface FetchedProps<Value> {
  resource: Resource<Value>;
  /** What could not be fetched, in a sentence. */
  failed: string;
  /** Of the skeleton. */
  lines: number;
  children: (value: Value) => ComponentChildren;
}

/** What was fetched, or that it is on its way, or why it is not there; what could not be fetched anew says how old it is. */
export function Fetched<Value>({ resource, failed, lines, children }: FetchedProps<Value>) {
  const { value, problem, reload } = resource;
  if (value === undefined) {
    if (problem === undefined) return <Skeleton lines={lines} />;
    return <ProblemNotice what={failed} problem={problem} retry={() => void reload()} />;
  }
  return (
    <>
      <StaleNotice resource={resource} />
      {children(value)}
    </>
  );
}

/** Nothing, unless the last answer failed while an older one is still shown. */
export function StaleNotice({ resource: { value, problem, at, reload } }: { resource: Resource<unknown> }) {
  if (value === undefined || problem === undefined) return null;
  return (
    <ProblemNotice
      what={t("state.stale", { ago: formatAgo(at, now.value) })}
      problem={problem}
      retry={() => void reload()}
    />
  );
}
