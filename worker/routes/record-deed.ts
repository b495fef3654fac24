import type { Context } from "hono";
import type { AuditAction } from "../../wire/access.ts";
import type { AdminEnv } from "./admin-access.ts";

/** In the site's audit log, by whoever asked. @param detail what of it the target does not say */
export async function record(
  c: Context<AdminEnv>,
  action: AuditAction,
  target: string,
  detail?: string,
): Promise<void> {
  const site = c.env.SITE.getByName(c.req.param("site") ?? "");
  const deed = { by: c.var.principal.name, ...(detail !== undefined && { detail }) };
  await site.people().record(action, target, deed);
}
