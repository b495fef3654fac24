/** Builds a session model in a process of its own, so that its memory is its own: `build-child.ts TRAIN SEED SNAPSHOT`. */
import { writeFileSync } from "node:fs";
import { buildSessionModel } from "../../worker/domain/recommend/session-model/build-session-model.ts";
import { encodeSessionModel } from "../../worker/domain/recommend/session-model/session-model-format.ts";
import { startReport } from "./build-report.ts";
import { readSessionFile } from "./session-file.ts";

const [train = "", seed = "", snapshot = ""] = process.argv.slice(2);
const report = startReport();
const model = buildSessionModel({ sessions: readSessionFile(train), now: Date.now(), seed: Number(seed) });
const built = report();
writeFileSync(snapshot, encodeSessionModel(model));
console.log(JSON.stringify(built));
