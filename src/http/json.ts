/** Bytes to JSON, strictly: text that is not UTF-8 is no JSON (RFC 8259, section 8.1). */

/** The value, or `undefined` for anything that is not JSON (JSON itself has no `undefined`). */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // The exception quotes the input, which may hold a token: only the fact that it failed goes on.
    return undefined;
  }
}

/** The text, or `undefined` where a byte sequence is no UTF-8: a replacement character would hide it. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
