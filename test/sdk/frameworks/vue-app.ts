/** The same app in Vue. */
import { createSSRApp, defineComponent, h, watch } from "vue";
import type { App } from "vue";
import type { Sameview } from "../../../sdk/api.ts";
import { Placement, createSameview, useDecision, useTrack } from "../../../sdk/vue/index.ts";

const Own = defineComponent({
  setup() {
    const decision = useDecision("row");
    const track = useTrack();
    watch(decision, (made) => {
      if (made?.kind === "offer") track("view_promotion", { promotion_id: made.offer.id });
    });
    return () =>
      h("p", { id: "own" }, decision.value?.kind === "offer" ? decision.value.offer.headline : "Nothing yet");
  },
});

export function vueApp(client: Sameview): App {
  const root = (): unknown[] => [
    h(Placement, { name: "hero", limit: 4, class: "hero" }, () => "Our own words"),
    h(Own),
  ];
  return createSSRApp({ render: () => h("div", root() as ReturnType<typeof h>[]) }).use(createSameview(client));
}
