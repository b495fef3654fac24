/** The console's few icons: 16 × 16, drawn with the text's colour, silent to screen readers. */

const PATHS = {
  pause: "M5.5 3v10M10.5 3v10",
  play: "M5 3.200v9.600l8-4.800z",
  search: "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9ZM10.300 10.300 13.500 13.500",
  close: "M4 4l8 8M12 4l-8 8",
  back: "M9.500 3.500 5 8l4.500 4.500M5.500 8H13",
  refresh: "M13 8a5 5 0 1 1-1.500-3.550M13 2.500v3h-3",
  copy: "M5.500 5.500v-3h8v8h-3M2.500 5.500h8v8h-8z",
  check: "M3 8.500 6.500 12 13 4.500",
  download: "M8 2.500v8M4.500 7.500 8 11l3.500-3.500M3 13.500h10",
  trash: "M3 4.500h10M6.500 4V2.500h3V4M4.500 4.500l.5 9h6l.5-9",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
  moon: "M13 9.500A5.500 5.500 0 0 1 6.500 3 5.500 5.500 0 1 0 13 9.500Z",
  system: "M2 3h12v8H2zM6 13.500h4M8 11v2.500",
  up: "M8 12.500v-9M4 7.500l4-4 4 4",
  down: "M8 3.500v9M4 8.500l4 4 4-4",
  arrow: "M3 8h9.500M9 4.500 12.500 8 9 11.500",
  undo: "M6 3 2.500 6.500 6 10M3 6.500h6a4 4 0 0 1 0 8H7",
  redo: "M10 3l3.500 3.500L10 10M13 6.500H7a4 4 0 0 0 0 8h2",
  plus: "M8 3v10M3 8h10",
  outside: "M9.500 2.500h4v4M13.500 2.500 7.500 8.500M12 9v4.500H2.500V4H7",
  alert: "M8 2 14.500 13.500h-13zM8 6.500v3M8 11.500v.2",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
