/** Runs in the page: brings what the server rendered to life. */
import { hydrateRoot } from "react-dom/client";
import { init } from "../../../sdk/index.ts";
import { reactApp } from "./react-app.ts";
import { vueApp } from "./vue-app.ts";

const { framework, host = "", key = "" } = document.body.dataset;
const client = init({ key, host });
const root = document.querySelector("#root")!;
if (framework === "react") hydrateRoot(root, reactApp(client));
else vueApp(client).mount(root);
