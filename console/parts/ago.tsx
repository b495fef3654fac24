import { formatAgo, formatDateTime } from "../format.ts";
import { now } from "../now.ts";

/** A moment, said relatively, with the absolute time on hover and for machines. */
export function Ago({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
      {formatAgo(at, now.value)}
    </time>
  );
}
