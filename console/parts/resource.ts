/** Something fetched from the Worker for one screen: loading, there, or why not; fetched again after signing in. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ApiProblem, ApiResult } from "../api.ts";
import { lock } from "../session.ts";

export interface Resource<Value> {
  value: Value | undefined;
  problem: ApiProblem | undefined;
  /** When `value` came, epoch ms; 0 before. */
  at: number;
  /** Fetches again; what is shown stays until the answer. */
  reload: () => Promise<void>;
}

/** @param key fetched anew when it changes */
export function useResource<Value>(fetchIt: () => Promise<ApiResult<Value>>, key?: unknown): Resource<Value> {
  const [value, setValue] = useState<Value>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [at, setAt] = useState(0);
  const asked = useRef(0);
  const reload = async (): Promise<void> => {
    const turn = ++asked.current;
    const answer = await fetchIt();
    // Asked again meanwhile: an older answer must not replace the newer one.
    if (turn !== asked.current) return;
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setValue(() => answer.value);
    setAt(Date.now());
  };
  const isOpen = lock.value === "open";
  useEffect(() => {
    if (isOpen) void reload();
  }, [isOpen, key]);
  return { value, problem, at, reload };
}
