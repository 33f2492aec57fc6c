/** Bytes to JSON, strictly: text that is not UTF-8 is no JSON (RFC 8259, section 8.1). */

const BYTE_ORDER_MARK = '\u{feff}';

/** The value, or `undefined` for anything that is not JSON (JSON itself has no `undefined`). */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    // A parser may ignore a byte order mark (RFC 8259, section 8.1); JSON.parse does not.
    const value: unknown = JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
    return value;
  } catch {
    // The exception quotes the input, which may hold a token: only the fact that it failed goes on.
    return undefined;
  }
}

/**
 * The text, or `undefined` where a byte sequence is no UTF-8: a replacement character would hide it. A byte order mark
 * stays in the text, because it is among the bytes.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
