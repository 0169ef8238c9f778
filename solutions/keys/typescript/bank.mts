// The bank as harness/ATTACK.md describes it. Node's own http does not send a request again by itself.
import { request } from "node:http";

/** Nothing moved, and nothing will. After any other error the money may have moved. */
export class Refused extends Error {}

/** Takes money and returns the charge's id. The amount is exact: a number has 53 bits. */
export function charge(amount: bigint, currency: string): Promise<string> {
  return new Promise((done, fail) => {
    const call = request(`${process.env.BANK_URL}/charges`, { method: "POST", agent: false }, (res) => {
      let text = "";
      res.setEncoding("utf8");
      res.on("data", (piece: string) => (text += piece));
      res.on("error", fail);
      res.on("end", () => {
        if (res.statusCode === 402) return fail(new Refused("refused"));
        if (res.statusCode !== 201) return fail(new Error(`status ${res.statusCode}`));
        done(JSON.parse(text).id);
      });
    });
    call.on("error", fail);
    call.end(`{"amount":${amount},"currency":"${currency}"}`);
  });
}
