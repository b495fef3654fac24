/** The formats that stand over the page, and countdowns: fetched with the first decision that has one. */
import type { Module } from "../module.ts";
import { drawBeside } from "../render/overlay/beside.ts";
import { countDown } from "../render/overlay/countdown.ts";
import { drawModal } from "../render/overlay/modal.ts";

const drawOverlays: Module = (core) => {
  const { formats } = core;
  formats.bar = drawBeside("bar");
  formats.toast = drawBeside("toast");
  formats.modal = drawModal;
  core.countDown = (countdown, into, ended) => countDown(countdown, into, () => Date.now() + core.aheadMs, ended);
};
export default drawOverlays;
