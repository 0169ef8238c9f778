// A wrong answer to the challenge keys: the key is looked up before the charge and stored after it, so
// that duplicates which arrive in between all find it unused. Whose key it is nobody asks.
//
//   make attack C=keys CMD="node --experimental-strip-types solutions/keys/typescript/naive.mts"
import { createServer } from "node:http";
import { charge } from "./bank.mts";
import { type Answer, failure, parse, readBody, send, success } from "./payment.mts";

const processed = new Map<string, Answer>();

createServer(async (req, res) => {
  try {
    const key = req.headers["idempotency-key"];
    if (!key) return send(res, failure(400, "Idempotency-Key header required"));
    const existing = processed.get(key as string);
    if (existing) return send(res, existing);

    const payment = parse(await readBody(req));
    if (!payment) return send(res, failure(400, "not a payment"));
    const answer = success(await charge(payment.amount, payment.currency), payment);
    processed.set(key as string, answer);
    send(res, answer);
  } catch {
    send(res, failure(502, "the bank gave no definite answer"));
  }
}).listen(Number(process.env.PORT), "127.0.0.1");
