/** Loads a posterior that was stored or sent, and refuses by name what is none. */
import { isContextKey, levelCount, type BanditFeature } from "./context.ts";
import {
  POSTERIOR_FORMAT,
  POSTERIOR_VERSION,
  settingsProblem,
  type BanditPosterior,
  type BanditSettings,
} from "./posterior.ts";

export type PosteriorRefusal =
  | "NOT_JSON"
  /** JSON, but of something else. */
  | "NOT_A_POSTERIOR"
  /** Of a version this code does not read. */
  | "OTHER_VERSION"
  | "BAD_SETTINGS"
  /** A number is missing, negative where it must not be, infinite or NaN (which JSON writes as null). */
  | "BAD_NUMBER"
  /** Weights do not fit the features. */
  | "WRONG_SHAPE";

export type PosteriorReading =
  | { ok: true; posterior: BanditPosterior }
  | { ok: false; reason: PosteriorRefusal; detail: string };

/** Weights of models sum to 1 up to rounding. */
const WEIGHT_TOLERANCE = 1e-6;

/** @param json as `JSON.stringify` wrote a posterior */
export function readPosterior(json: string): PosteriorReading {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, reason: "NOT_JSON", detail: error instanceof Error ? error.message : String(error) };
  }
  try {
    return { ok: true, posterior: checked(value) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason, detail: error.message };
    throw error;
  }
}

/** Ends a check from any depth; never leaves this file. */
class Refusal extends Error {
  readonly reason: PosteriorRefusal;
  constructor(reason: PosteriorRefusal, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

type Fields = Record<string, unknown>;

function checked(value: unknown): BanditPosterior {
  const posterior = fields(value, "posterior", "NOT_A_POSTERIOR");
  if (posterior["format"] !== POSTERIOR_FORMAT) {
    throw new Refusal("NOT_A_POSTERIOR", `format ${String(posterior["format"])}, not ${POSTERIOR_FORMAT}`);
  }
  if (posterior["version"] !== POSTERIOR_VERSION) {
    throw new Refusal("OTHER_VERSION", `version ${String(posterior["version"])}: ${POSTERIOR_VERSION} is read here`);
  }
  number(posterior["revision"], "revision");
  number(posterior["asOf"], "asOf");
  const { features } = checkedSettings(posterior["settings"]);
  checkTallies(posterior["arms"], "arms", features);
  for (const [i, one] of list(posterior["pending"], "pending").entries()) {
    const bucket = fields(one, `pending[${i}]`);
    number(bucket["from"], `pending[${i}].from`);
    checkTallies(bucket["arms"], `pending[${i}].arms`, features);
    checkPair(bucket["delays"], `pending[${i}].delays`);
  }
  checkPair(posterior["delays"], "delays");
  checkFit(posterior["fit"], features);
  return value as BanditPosterior;
}

function checkedSettings(value: unknown): BanditSettings {
  const settings = fields(value, "settings");
  for (const [i, one] of list(settings["features"], "settings.features").entries()) {
    const feature = fields(one, `settings.features[${i}]`);
    const levels = list(feature["levels"], `settings.features[${i}].levels`);
    if (typeof feature["name"] !== "string" || levels.some((level) => typeof level !== "string")) {
      throw new Refusal("BAD_SETTINGS", `settings.features[${i}]: names are texts`);
    }
  }
  for (const name of ["windowMs", "minimumShare"]) number(settings[name], `settings.${name}`);
  if (settings["halfLifeMs"] !== null) number(settings["halfLifeMs"], "settings.halfLifeMs");
  const problem = settingsProblem(value as BanditSettings);
  if (problem !== undefined) throw new Refusal("BAD_SETTINGS", problem);
  return value as BanditSettings;
}

function checkTallies(value: unknown, path: string, features: readonly BanditFeature[]): void {
  for (const [arm, tallies] of Object.entries(fields(value, path))) {
    for (const [key, tally] of Object.entries(fields(tallies, `${path}.${arm}`))) {
      if (!isContextKey(features, key)) throw new Refusal("WRONG_SHAPE", `${path}.${arm}: no kind of visitor "${key}"`);
      checkPair(tally, `${path}.${arm}.${key}`);
    }
  }
}

function checkFit(value: unknown, features: readonly BanditFeature[]): void {
  const fit = fields(value, "fit");
  checkPair(fit["prior"], "fit.prior");
  if ((fit["prior"] as number[]).some((one) => one <= 0)) throw new Refusal("BAD_NUMBER", "fit.prior must be above 0");
  const levels = levelCount(features);
  numbers(fit["shared"], "fit.shared", levels);
  const models = list(fit["models"], "fit.models");
  if (models.length !== (features.length > 0 ? 2 : 1)) {
    throw new Refusal("WRONG_SHAPE", `fit.models: ${models.length} for ${features.length} features`);
  }
  let total = 0;
  for (const [i, one] of models.entries()) {
    const path = `fit.models[${i}]`;
    const model = fields(one, path);
    total += notNegative(model["weight"], `${path}.weight`);
    numbers(model["spreads"], `${path}.spreads`, i === 0 ? 0 : features.length);
    const size = i === 0 ? 1 : 1 + levels;
    for (const [arm, weights] of Object.entries(fields(model["arms"], `${path}.arms`))) {
      const { mean, covariance } = fields(weights, `${path}.arms.${arm}`);
      numbers(mean, `${path}.arms.${arm}.mean`, size);
      numbers(covariance, `${path}.arms.${arm}.covariance`, (size * (size + 1)) / 2);
      for (let row = 0; row < size; row++) {
        const variance = (covariance as number[])[(row * (row + 3)) / 2]!;
        if (variance <= 0) throw new Refusal("BAD_NUMBER", `${path}.arms.${arm}: variance ${row} is ${variance}`);
      }
    }
  }
  if (Math.abs(total - 1) > WEIGHT_TOLERANCE) throw new Refusal("BAD_NUMBER", `weights of models sum to ${total}`);
}

function fields(value: unknown, path: string, reason: PosteriorRefusal = "WRONG_SHAPE"): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refusal(reason, `${path} is no object`);
  }
  return value as Fields;
}

function list(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw new Refusal("WRONG_SHAPE", `${path} is no list`);
  return value;
}

function number(value: unknown, path: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new Refusal("BAD_NUMBER", `${path} is ${String(value)}`);
  }
  return value;
}

function notNegative(value: unknown, path: string): number {
  const checkedNumber = number(value, path);
  if (checkedNumber < 0) throw new Refusal("BAD_NUMBER", `${path} is ${checkedNumber}`);
  return checkedNumber;
}

function numbers(value: unknown, path: string, length: number): void {
  const all = list(value, path);
  if (all.length !== length) throw new Refusal("WRONG_SHAPE", `${path} has ${all.length} numbers, not ${length}`);
  for (const [i, one] of all.entries()) number(one, `${path}[${i}]`);
}

function checkPair(value: unknown, path: string): void {
  numbers(value, path, 2);
  for (const [i, one] of (value as unknown[]).entries()) notNegative(one, `${path}[${i}]`);
}
