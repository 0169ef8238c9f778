// A right answer to the challenge keys, in TypeScript. A key is claimed in the same turn of the event
// loop in which it is looked up: what is stored is the promise of an answer, and duplicates wait for it.
//
//   make attack C=keys CMD="node --experimental-strip-types solutions/keys/typescript/repaired.mts"
import { createServer, type IncomingMessage } from "node:http";
import { charge, Refused } from "./bank.mts";
import { type Answer, failure, parse, type PaymentRequest, readBody, send, success } from "./payment.mts";

const answers = new Map<string, Promise<Answer>>();

createServer(async (req, res) => {
  try {
    send(res, await answer(req));
  } catch {
    res.destroy(); // the client left in the middle of its request: nothing was claimed
  }
}).listen(Number(process.env.PORT), "127.0.0.1");

async function answer(req: IncomingMessage): Promise<Answer> {
  if (req.method !== "POST" || req.url !== "/payments") return failure(404, "there is nothing here");
  const caller = req.headers["x-user-id"];
  if (!caller) return failure(401, "X-User-Id is missing");
  const key = keyOf(req.headers["idempotency-key"]);
  if (!key) return failure(400, "Idempotency-Key is missing, or longer than 255 bytes");

  // The body comes before the claim: whoever breaks off, or sends nonsense, leaves nothing behind.
  const payment = parse(await readBody(req));
  if (!payment) return failure(400, "not a payment");

  const scope = JSON.stringify([caller, key]); // whatever they contain, two callers never meet
  let promise = answers.get(scope);
  if (!promise) {
    promise = pay(payment, () => answers.delete(scope));
    answers.set(scope, promise); // no await since the look-up: nobody came in between
  }
  return promise;
}

/** Charges once and says what became of it. It goes on when the client leaves. */
async function pay(p: PaymentRequest, free: () => void): Promise<Answer> {
  try {
    return success(await charge(p.amount, p.currency), p);
  } catch (err) {
    if (!(err instanceof Refused)) return failure(502, "the payment may have been made");
    free(); // nothing happened and nothing will: the key is as good as new
    return failure(402, "the bank refused the charge");
  }
}

/** A key is bare or in quotes, as a string of a structured field. Node gives a byte as a character. */
function keyOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== "string" || header === "" || header.length > 255) return undefined;
  return header.length > 2 && header.startsWith('"') && header.endsWith('"') ? header.slice(1, -1) : header;
}
