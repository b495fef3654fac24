import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findPort } from "../../start/port.ts";

const servers: Server[] = [];

async function occupy(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, host, done));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("findPort", () => {
  it("takes the one wanted where it is free", async () => {
    const port = await occupy("127.0.0.1");
    servers.pop()?.close();
    expect(await findPort(port)).toEqual({ port, taken: [] });
  });

  it("passes over one that is taken, and says so", async () => {
    const wanted = await occupy("127.0.0.1");
    const found = await findPort(wanted);
    expect(found.port).toBeGreaterThan(wanted);
    expect(found.taken[0]?.port).toBe(wanted);
  });

  it.runIf(process.platform === "linux")("names the process that sits on it", async () => {
    const wanted = await occupy("127.0.0.1");
    expect((await findPort(wanted)).taken[0]?.by).toContain(`(pid ${process.pid})`);
  });

  it("passes over one that is only taken on all addresses", async () => {
    const wanted = await occupy("0.0.0.0");
    expect((await findPort(wanted)).port).not.toBe(wanted);
  });
});
