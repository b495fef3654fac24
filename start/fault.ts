/** Something the person at the terminal can mend: shown as one line with the way out, never as a stack trace. */
export class Fault extends Error {
  override readonly name = "Fault";
}

/** Set to any value to see where a failure came from. */
const DEBUG_VARIABLE = "SAMEVIEW_DEBUG";

/** Runs a command's main function; a failure becomes one line on stderr and exit code 1. */
export async function runCommand(main: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (process.env[DEBUG_VARIABLE]) console.error(error);
    else if (error instanceof Fault) console.error(`\n${error.message}`);
    else console.error(`\n${oneLine(error)}  (${DEBUG_VARIABLE}=1 shows where)`);
  }
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? "";
}
