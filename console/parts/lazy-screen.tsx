import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import { Skeleton } from "./skeleton.tsx";

/** A screen, or a large part of one, whose script is fetched when it is first shown; while that takes, and where it fails, it says so. */
export function lazyScreen<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function LazyScreen(props: Props) {
    const [View, setView] = useState(() => loaded);
    const [hasFailed, setFailed] = useState(false);
    const fetchScreen = (): void => {
      setFailed(false);
      load().then(
        (view) => {
          loaded = view;
          setView(() => view);
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (loaded === undefined) fetchScreen();
    }, []);
    if (View !== undefined) return <View {...props} />;
    if (!hasFailed) return <Skeleton lines={8} />;
    return (
      <ProblemNotice
        what={t("screen.failed")}
        problem={{ kind: "offline", status: 0, detail: "" }}
        retry={fetchScreen}
      />
    );
  };
}
