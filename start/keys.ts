/** Single keys from the terminal. */

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

/** Calls the handler of each key pressed. Ctrl-C and Ctrl-D count as `q`. Returns what stops it. */
export function onKeys(handlers: Record<string, () => void>): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  const listener = (text: string) => {
    for (const key of text) handlers[key === CTRL_C || key === CTRL_D ? "q" : key.toLowerCase()]?.();
  };
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  stdin.on("data", listener);
  return () => {
    stdin.off("data", listener);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
