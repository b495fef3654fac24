/** Builds a session model in a process of its own, so that its memory is its own: `build-child.ts TRAIN SEED SNAPSHOT`. */
import { writeFileSync } from "node:fs";
import { buildSessionModel } from "../../worker/domain/recommend/session-model/build-session-model.ts";
import { encodeSessionModel } from "../../worker/domain/recommend/session-model/session-model-format.ts";
import type { BuildReport } from "./build-report.ts";
import { readSessionFile } from "./session-file.ts";

const [train = "", seed = "", snapshot = ""] = process.argv.slice(2);
const atRest = process.memoryUsage.rss();
const cpu = process.cpuUsage();
const started = performance.now();
const model = buildSessionModel({ sessions: readSessionFile(train), now: Date.now(), seed: Number(seed) });
const wallSeconds = (performance.now() - started) / 1_000;
const { user, system } = process.cpuUsage(cpu);
writeFileSync(snapshot, encodeSessionModel(model));
const report: BuildReport = {
  wallSeconds,
  cpuSeconds: (user + system) / 1e6,
  // Kilobytes.
  peakMegabytes: (process.resourceUsage().maxRSS * 1024 - atRest) / 1e6,
};
console.log(JSON.stringify(report));
