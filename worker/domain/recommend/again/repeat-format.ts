/**
 * What is bought again as bytes, one part of `index-format.ts`.
 *
 * | type | what |
 * |---|---|
 * | u32 × 2 | items n, code units of all ids u |
 * | u32 × n, u32 × n, f32 × n | bought, again, Σ ln(days between) |
 * | u16 × u, u8 × n | the ids, end to end, and their lengths |
 */
import { requireAmounts } from "../model-format-error.ts";
import { Sections, idUnits, readIds, sectionBytes, writeIds } from "../sections.ts";
import type { RepeatModel } from "./repeat-model.ts";

const COUNTS = 2;

export function encodeRepeats({ itemIds, bought, again, logDays }: RepeatModel): Uint8Array<ArrayBuffer> {
  const items = itemIds.length;
  const units = idUnits(itemIds);
  const bytes = new Uint8Array(4 * (COUNTS + 3 * items) + sectionBytes(units, 2) + sectionBytes(items, 1));
  new Uint32Array(bytes.buffer, 0, COUNTS).set([items, units]);
  const sections = sectionsOf(bytes, items, units);
  sections.bought.set(bought);
  sections.again.set(again);
  sections.logDays.set(logDays);
  writeIds(itemIds, sections.units, sections.lengths);
  return bytes;
}

/** @throws ModelFormatError where the parts do not fit together */
export function decodeRepeats(bytes: Uint8Array): RepeatModel {
  const [items = 0, units = 0] = new Sections(bytes, 0).take(Uint32Array, COUNTS);
  const { bought, again, logDays, units: idCodes, lengths } = sectionsOf(bytes, items, units);
  requireAmounts("logarithm of days", logDays, Infinity);
  return { itemIds: readIds(idCodes, lengths), bought, again, logDays };
}

function sectionsOf(bytes: Uint8Array, items: number, units: number) {
  const sections = new Sections(bytes, 4 * COUNTS);
  return {
    bought: sections.take(Uint32Array, items),
    again: sections.take(Uint32Array, items),
    logDays: sections.take(Float32Array, items),
    units: sections.take(Uint16Array, units),
    lengths: sections.take(Uint8Array, items),
  };
}
