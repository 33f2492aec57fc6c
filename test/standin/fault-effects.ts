/** What a fault does to an answer. */
import { type Answer, answer } from './exchange.ts';

export type FaultEffect =
  /** Another answer altogether. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** HTML where JSON was asked for. */
  | { readonly kind: 'html' }
  /** The right answer, but later (milliseconds). */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Nothing until the fault is taken away; then the right answer. */
  | { readonly kind: 'hang' }
  /** The connection ends before any answer. */
  | { readonly kind: 'reset' }
  /** The connection ends after this many bytes of the body. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** After this many bytes of the body nothing more comes, and the connection stays. */
  | { readonly kind: 'stop'; readonly bytes: number }
  /** The body comes byte by byte, with so many milliseconds in between. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  /** A body filled up with spaces to this many bytes. */
  | { readonly kind: 'oversize'; readonly bytes: number }
  /** One header with another value, or without the header where there is none. */
  | { readonly kind: 'header'; readonly name: string; readonly value?: string }
  /** One byte of the body is another. */
  | { readonly kind: 'corrupt' }
  /** The body's first letter is a byte that is no UTF-8. */
  | { readonly kind: 'invalid-utf8' };

/** How a body is sent that does not come whole and at once. */
export type Flow =
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'stop'; readonly afterBytes: number }
  | { readonly kind: 'drip'; readonly everyMs: number };

/** What is left of an answer once the faults have met it. */
export interface Damage {
  readonly answer: Answer;
  /** Undefined for a whole answer at once. */
  readonly flow?: Flow;
}

export function damaged(before: Damage, effect: FaultEffect): Damage {
  const whole = before.answer;
  const instead = (changed: Answer): Damage => ({ ...before, answer: changed });
  switch (effect.kind) {
    case 'answer': {
      const type = effect.headers?.['content-type'] ?? 'application/json';
      return instead(answer(effect.status, type, effect.body ?? '', effect.headers ?? {}));
    }
    case 'html':
      return instead(answer(200, 'text/html', '<!doctype html><title>Sorry</title>'));
    case 'reset':
      return { answer: whole, flow: { kind: 'cut', afterBytes: 0 } };
    case 'truncate':
      return { answer: whole, flow: { kind: 'cut', afterBytes: effect.bytes } };
    case 'stop':
      return { answer: whole, flow: { kind: 'stop', afterBytes: effect.bytes } };
    case 'drip':
      return { answer: whole, flow: { kind: 'drip', everyMs: effect.everyMs } };
    case 'oversize': {
      const headers = without(whole.headers, 'content-length');
      return instead({ ...whole, body: padded(whole.body, effect.bytes), headers });
    }
    case 'header': {
      const { name, value } = effect;
      const headers = without(whole.headers, name);
      return instead({
        ...whole,
        headers: value === undefined ? headers : { ...headers, [name]: value },
      });
    }
    case 'corrupt':
      return instead({ ...whole, body: corrupted(whole.body) });
    case 'invalid-utf8':
      return instead({ ...whole, body: withoutUtf8(whole.body) });
    case 'delay':
    case 'hang':
      return before;
  }
}

function without(headers: Answer['headers'], name: string): Answer['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

function padded(body: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(Math.max(length, body.length)).fill(0x20);
  longer.set(body);
  return longer;
}

/** Another white space or letter in the middle: still text, another hash. */
function corrupted(body: Uint8Array): Uint8Array {
  const other = body.slice();
  const middle = other.length >> 1;
  const byte = other[middle];
  if (byte !== undefined) other[middle] = byte ^ 1;
  return other;
}

/** 0xff stands in no UTF-8 text (RFC 3629); here it is inside the first name, so that the rest is JSON still. */
function withoutUtf8(body: Uint8Array): Uint8Array {
  const other = body.slice();
  const letter = other.findIndex((byte) => byte >= 0x61 && byte <= 0x7a);
  if (letter >= 0) other[letter] = 0xff;
  return other;
}
