/** A port for each run that no run before has had: a port is an origin, and what a browser keeps of one outlives its run. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

const used = new Set<number>();

/** Starts listening, and returns the origin. */
export async function listenAnew(server: Server): Promise<string> {
  for (;;) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    if (!used.has(port)) {
      used.add(port);
      return `http://localhost:${port}`;
    }
    await new Promise((resolve) => server.close(resolve));
  }
}
