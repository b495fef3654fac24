/**
 * What is bought together as bytes, one part of `index-format.ts`.
 *
 * | type | what |
 * |---|---|
 * | u32 × 5 | orders, items n, pairs m, code units of all ids u, weights w |
 * | u32 × n, f32 × n, f32 × n | orders of each item, lately, this season |
 * | u32 × (n+1) | where each item's neighbours start |
 * | u32 × m, f32 × m, u32 × m | neighbour, proximity, orders together |
 * | f32 × w | weights |
 * | u16 × u, u8 × n | the ids, end to end, and their lengths |
 */
import { ModelFormatError, requireAmounts, requireBelow, requireOffsets } from "../model-format-error.ts";
import { Sections, idUnits, readIds, sectionBytes, writeIds } from "../sections.ts";
import { COMPLEMENT_FEATURES } from "./complement-features.ts";
import type { ComplementModel } from "./complement-model.ts";

const COUNTS = 5;

interface Counts {
  items: number;
  pairs: number;
  units: number;
  weights: number;
}

export function encodeComplements(model: ComplementModel): Uint8Array<ArrayBuffer> {
  const counts: Counts = {
    items: model.itemIds.length,
    pairs: model.neighbour.length,
    units: idUnits(model.itemIds),
    weights: model.weights.length,
  };
  const { items, pairs, units, weights } = counts;
  const words = COUNTS + 3 * items + (items + 1) + 3 * pairs + weights;
  const bytes = new Uint8Array(4 * words + sectionBytes(units, 2) + sectionBytes(items, 1));
  new Uint32Array(bytes.buffer, 0, COUNTS).set([model.orders, items, pairs, units, weights]);
  const sections = sectionsOf(bytes, counts);
  sections.ordersOf.set(model.ordersOf);
  sections.lately.set(model.lately);
  sections.season.set(model.season);
  sections.neighbourStart.set(model.neighbourStart);
  sections.neighbour.set(model.neighbour);
  sections.proximity.set(model.proximity);
  sections.together.set(model.together);
  sections.weights.set(model.weights);
  writeIds(model.itemIds, sections.units, sections.lengths);
  return bytes;
}

/** @throws ModelFormatError where the parts do not fit together */
export function decodeComplements(bytes: Uint8Array): ComplementModel {
  const [orders = 0, items = 0, pairs = 0, units = 0, weights = 0] = new Sections(bytes, 0).take(Uint32Array, COUNTS);
  if (weights !== COMPLEMENT_FEATURES)
    throw new ModelFormatError(`Got ${weights} weights of complements when expected ${COMPLEMENT_FEATURES}`);
  const { units: idCodes, lengths, ...arrays } = sectionsOf(bytes, { items, pairs, units, weights });
  requireOffsets("complement offsets", arrays.neighbourStart, pairs);
  requireBelow("complement", arrays.neighbour, items);
  requireAmounts("proximity", arrays.proximity, 1);
  return { orders, itemIds: readIds(idCodes, lengths), ...arrays };
}

function sectionsOf(bytes: Uint8Array, { items, pairs, units, weights }: Counts) {
  const sections = new Sections(bytes, 4 * COUNTS);
  return {
    ordersOf: sections.take(Uint32Array, items),
    lately: sections.take(Float32Array, items),
    season: sections.take(Float32Array, items),
    neighbourStart: sections.take(Uint32Array, items + 1),
    neighbour: sections.take(Uint32Array, pairs),
    proximity: sections.take(Float32Array, pairs),
    together: sections.take(Uint32Array, pairs),
    weights: sections.take(Float32Array, weights),
    units: sections.take(Uint16Array, units),
    lengths: sections.take(Uint8Array, items),
  };
}
