/** `npm run deploy`: SDK, Worker and console to Cloudflare, without the demo. Needs an account; wrangler asks you to log in. */
import { assembleDeployment } from "./build-assets.ts";
import { buildAll } from "./build-all.ts";
import { runChild } from "./child.ts";
import { Fault, runCommand } from "./fault.ts";

const NEXT = `
Deployed. Two things are left, once:

  1. Close the admin API with a token of your own (you will be asked for it; 32 random characters are good):

       npx wrangler secret put ADMIN_TOKEN

  2. Create your site. Put your shop's origin in; the key is the one its script tag will carry:

       curl -X PUT https://<your-worker>/v1/sites/shop/settings \\
         -H "Authorization: Bearer $ADMIN_TOKEN" -H "Content-Type: application/json" \\
         -d '{"name":"My shop","keys":["pk_shop"],"origins":["https://www.example.com"],"locale":"en","currency":"EUR",
              "eventAgeDays":395,"retentionDays":395,"consentDefault":"denied"}'

Then the console is at https://<your-worker>/console/?site=shop, and your shop's tag is

  <script async src="https://<your-worker>/sdk.js" data-key="pk_shop"></script>
`;

await runCommand(async () => {
  await buildAll({ shop: false, report: console.log });
  const assets = assembleDeployment();
  const args = process.argv.slice(2);
  const { code } = await runChild("wrangler", ["deploy", "--assets", assets, ...args], {
    inherit: true,
    env: { WRANGLER_SEND_METRICS: "false" },
  });
  if (code !== 0) throw new Fault("Not deployed: wrangler says why above. Nothing on Cloudflare has changed.");
  if (!args.includes("--dry-run")) console.log(NEXT);
});
