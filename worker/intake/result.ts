/** Untrusted input either has the type it claims, or a tagged reason why not. Nothing at the door throws. */
export type Result<Value, Failure> = { ok: true; value: Value } | { ok: false; problem: Failure };

export function good<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function bad<Failure>(problem: Failure): { ok: false; problem: Failure } {
  return { ok: false, problem };
}
