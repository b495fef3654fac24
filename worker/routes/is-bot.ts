/** Whether a user agent calls itself a bot. A bot is no visitor. */
import { isbot } from "isbot";

/** Answers by user agent: the same few thousand come again and again, and the test is one very long expression. */
const botByAgent = new Map<string, boolean>();
const AGENTS_REMEMBERED = 2_000;

export function isBot(agent: string): boolean {
  let answer = botByAgent.get(agent);
  if (answer === undefined) {
    answer = isbot(agent);
    // Forgotten all at once: simpler than the least used one by one, and as good where the common ones are back at once.
    if (botByAgent.size >= AGENTS_REMEMBERED) botByAgent.clear();
    botByAgent.set(agent, answer);
  }
  return answer;
}
