import type { CategorySlug } from "./categories.ts";

/** A maker, invented like everything in this shop. */
export interface Brand {
  name: string;
  /** Prices against the middling brand: 1 is average. */
  level: number;
  makes: readonly CategorySlug[];
}

export const BRANDS: readonly Brand[] = [
  { name: "Korvald", level: 1.35, makes: ["camping", "clothing", "bags"] },
  { name: "Brennach", level: 1.0, makes: ["camping", "footwear", "clothing"] },
  { name: "Veldmoor", level: 0.78, makes: ["camping", "bags", "clothing"] },
  { name: "Oskarra", level: 1.15, makes: ["footwear", "clothing"] },
  { name: "Tamsel", level: 0.85, makes: ["footwear", "bags", "camping"] },
  { name: "Quillane", level: 1.2, makes: ["bags", "home"] },
  { name: "Harnwick", level: 1.25, makes: ["kitchen", "home"] },
  { name: "Sabrello", level: 0.9, makes: ["kitchen", "home"] },
  { name: "Duskin", level: 0.8, makes: ["kitchen", "home", "camping"] },
  { name: "Felmere", level: 1.05, makes: ["home", "kitchen"] },
  { name: "Ostrelle", level: 1.3, makes: ["audio"] },
  { name: "Norvane", level: 1.0, makes: ["audio", "bags"] },
  { name: "Pikkaro", level: 0.75, makes: ["audio", "footwear"] },
];

/** Birds, plants, winds and landforms: what makers name models after. */
export const MODEL_NAMES: readonly string[] = (
  "Kestrel Plover Siskin Dipper Curlew Heron Lapwing Tern Linnet Avocet Dunlin Redstart Wheatear Sorrel Bracken Heather " +
  "Juniper Rowan Aspen Larch Yarrow Tansy Sedge Gorse Willow Hazel Mistral Levante Bora Solano Zephyr Foehn Ember Drift " +
  "Cairn Fell Tarn Beck Scree Moraine Delta Esker Brook Glade Copse Quarry Harbour Lagoon"
).split(" ");
