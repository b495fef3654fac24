/** The formats that stand over the page: fetched with the first decision that has one. */
import type { Module } from "../module.ts";
import { drawBeside } from "../render/overlay/beside.ts";
import { drawModal } from "../render/overlay/modal.ts";

const drawOverlays: Module = ({ formats }) => {
  formats.bar = drawBeside("bar");
  formats.toast = drawBeside("toast");
  formats.modal = drawModal;
};
export default drawOverlays;
