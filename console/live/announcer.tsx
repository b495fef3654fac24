import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n.ts";
import { ownVisitors } from "../own-visitor.ts";
import { latestBatch } from "./live-state.ts";

/** A reader of the screen hears of the stream so often at most; every row would drown everything else. */
const ANNOUNCE_MS = 10_000;
/** Announcements kept in the log. */
const KEPT = 5;

interface Announcement {
  id: number;
  text: string;
}

/** The stream for ears: a polite log with one sentence for each span in which something happened. */
export function Announcer() {
  const [log, setLog] = useState<readonly Announcement[]>([]);
  useEffect(() => {
    let events = 0;
    let own = 0;
    let made = 0;
    const stop = latestBatch.subscribe((batch) => {
      for (const entry of batch) {
        events += entry.events.length;
        if (ownVisitors.value.has(entry.visitor)) own += entry.events.length;
      }
    });
    const timer = window.setInterval(() => {
      if (events === 0) return;
      const text = t("stream.announce", { count: events, own });
      const id = (made += 1);
      setLog((before) => [...before, { id, text }].slice(-KEPT));
      events = 0;
      own = 0;
    }, ANNOUNCE_MS);
    return () => {
      stop();
      window.clearInterval(timer);
    };
  }, []);
  return (
    <div class="unseen" role="log" aria-live="polite" aria-label={t("stream.announcements")}>
      {log.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
