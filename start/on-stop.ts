/** Every way in which somebody outside ends a command that runs until it is stopped. */

/** npm hands a signal to the shell between it and us, which dies of it without a word: then we are orphans. */
const PARENT_CHECK_MS = 500;

/** Calls `stop` on Ctrl-C, on a polite kill, when the terminal closes, and when the npm that started us is gone. */
export function onStop(stop: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // Started by hand, perhaps to outlive its shell, it may go on.
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}
