/** The Worker's public admin API, as anybody may use it: the demo has no other way in. */
import { Fault } from "./fault.ts";

export class AdminApi {
  readonly #base: string;
  readonly #headers: Record<string, string>;

  /**
   * @param url Of the Worker, without a slash at the end.
   * @param token The admin token; not needed in development on this machine.
   */
  constructor(url: string, site: string, token?: string) {
    this.#base = `${url}/v1/sites/${site}`;
    this.#headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  }

  /** `undefined` where there is none yet. */
  async get<Body>(resource: string): Promise<Body | undefined> {
    const response = await fetch(`${this.#base}/${resource}`, { headers: this.#headers });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    return await read<Body>("GET", resource, response);
  }

  async put(resource: string, body: unknown): Promise<void> {
    await this.#send("PUT", `${this.#base}/${resource}`, body);
  }

  async post(resource: string, body?: unknown): Promise<void> {
    await this.#send("POST", `${this.#base}/${resource}`, body);
  }

  /** A door of the demo's own, there in development only. */
  async dev<Body>(method: "PUT" | "POST", resource: string, body: unknown): Promise<Body> {
    return await this.#send<Body>(method, `${this.#base.replace("/v1/sites/", "/v1/dev/sites/")}/${resource}`, body);
  }

  async #send<Body>(method: string, url: string, body: unknown): Promise<Body> {
    const response = await fetch(url, {
      method,
      headers: { "Content-Type": "application/json", ...this.#headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await read<Body>(method, url, response);
  }
}

async function read<Body>(method: string, what: string, response: Response): Promise<Body> {
  const text = await response.text();
  if (!response.ok) throw new Fault(`${method} ${what} was refused: ${response.status} ${text.slice(0, 500)}`);
  return (text === "" ? undefined : JSON.parse(text)) as Body;
}
