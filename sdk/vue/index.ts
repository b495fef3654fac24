/**
 * `import { Placement, createSameview, useDecision, useTrack } from "sameview/vue"`. Renders on a server, where there is no
 * visitor: a placement is then its own content, and the page looks the same before and after hydration.
 */
import { defineComponent, h, inject, onScopeDispose, shallowRef, toValue, watch } from "vue";
import type { InjectionKey, MaybeRefOrGetter, Plugin, ShallowRef } from "vue";
import type { Sameview } from "../api.ts";
import type { EventName, TrackArguments } from "../event-types.ts";
import type { Decision } from "../../wire/decision.ts";

const CLIENT: InjectionKey<Sameview> = Symbol("sameview");

/**
 * The plugin: `app.use(createSameview(init({ key })))`.
 *
 * @param client What `init` returned; on a server too.
 */
export function createSameview(client: Sameview): Plugin {
  return { install: (app) => void app.provide(CLIENT, client) };
}

/** @throws {Error} The plugin is not installed. */
export function useSameview(): Sameview {
  const client = inject(CLIENT, undefined);
  if (!client) throw new Error("[sameview] The app has no client: app.use(createSameview(init({ key }))).");
  return client;
}

/** A placement that the SDK fills. Give it a `min-height` by class or style: what is reserved does not shift. */
export const Placement = defineComponent({
  name: "SameviewPlacement",
  props: {
    /** The placement's id in the console. */
    name: { type: String, required: true },
    /** At most so many products. */
    limit: { type: Number, default: undefined },
  },
  // A new name is a new place: what was filled for the old one goes with it.
  setup:
    (props, { slots }) =>
    () =>
      h("div", marks(props), slots["default"]?.()),
});

function marks({ name, limit }: { name: string; limit?: number | undefined }): Record<string, unknown> {
  return { key: name, "data-sv-placement": name, ...(limit !== undefined && { "data-sv-limit": limit }) };
}

/**
 * What was decided for a placement that the component renders by itself; `undefined` until the answer is there, on a
 * server always. Asked anew when the name changes, and kept up to date by later decisions for the same placement.
 * Report what is shown with `useTrack`: `view_promotion` or `view_item_list`, with the decision's token.
 */
export function useDecision(placement: MaybeRefOrGetter<string>): Readonly<ShallowRef<Decision | undefined>> {
  const client = useSameview();
  const decision = shallowRef<Decision>();
  const stop = client.on("decision", (made) => {
    if (made.placement === toValue(placement)) decision.value = made;
  });
  watch(
    () => toValue(placement),
    (name) => {
      decision.value = undefined;
      // The answer comes by the event above; only that there is none comes by the promise alone.
      void client.decide(name).then(([made]) => {
        if (name === toValue(placement)) decision.value ??= made;
      });
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return decision;
}

/** `track` of the app's client. */
export function useTrack(): <Name extends EventName>(name: Name, ...params: TrackArguments<Name>) => void {
  const client = useSameview();
  return (name, ...params) => client.track(name, ...params);
}
