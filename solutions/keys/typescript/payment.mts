// What a payment is: read from a request, shown in an answer.
import type { IncomingMessage, ServerResponse } from "node:http";

export interface PaymentRequest {
  amount: bigint; // minor units, > 0
  currency: string; // three capital letters
}

/** An answer is all that a client sees: what is stored, and sent again as it is. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export const failure = (status: number, error: string): Answer => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ error }),
});

export const success = (id: string, p: PaymentRequest): Answer => ({
  status: 201,
  headers: { "Content-Type": "application/json", Location: `/payments/${id}` },
  body: `{"id":${JSON.stringify(id)},"amount":${p.amount},"currency":"${p.currency}","status":"completed","createdAt":"${new Date().toISOString()}"}`,
});

export function send(res: ServerResponse, a: Answer): void {
  res.writeHead(a.status, a.headers);
  res.end(a.body);
}

export async function readBody(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

const most = 2n ** 63n - 1n;

// A string, or a number.
const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** Returns the request, or undefined for what is none. Whole numbers are read exactly. */
export function parse(text: string): PaymentRequest | undefined {
  let root: any, exact: any;
  try {
    root = JSON.parse(text);
    exact = JSON.parse(text.replace(token, (t) => (/^-?\d+$/.test(t) ? `{"digits":"${t}"}` : t)));
  } catch {
    return undefined;
  }
  const { amount, currency } = root ?? {};
  if (typeof amount !== "number" || !exact.amount.digits) return undefined;
  const whole = BigInt(exact.amount.digits);
  if (whole <= 0n || whole > most) return undefined;
  if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return undefined;
  return { amount: whole, currency };
}
