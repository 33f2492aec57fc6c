/** Reads a body without trusting its length: what is too large is given up while it comes, not after it came. */
import { untilAborted } from './deadline.ts';

/** `too-large`: more than the cap, by its own word (`Content-Length`) or by the count. */
export type Body = Uint8Array<ArrayBuffer> | 'too-large';

/** Bytes that count as progress: a line that is slow brings them in a few seconds, one that drips never does. */
const PIECE_BYTES = 16 * 1024;

/**
 * All bytes of a body, at most `cap` of them.
 * @param onPiece called each time that another piece of it is there
 * Rejects when the connection breaks or the signal fires: the caller knows which.
 */
export async function readBody(
  response: Response,
  cap: number,
  signal: AbortSignal,
  onPiece: () => void,
): Promise<Body> {
  if (response.body === null) return new Uint8Array(0);
  const reader = response.body.getReader();
  const giveUp = (): Body => {
    // A stream that cannot be cancelled is broken already: there is nothing more to lose.
    reader.cancel().catch(() => undefined);
    return 'too-large';
  };
  if (statedLength(response.headers) > cap) return giveUp();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let pieceFrom = 0;
  for (;;) {
    const { done, value } = await untilAborted(reader.read(), signal);
    if (done) break;
    length += value.byteLength;
    if (length > cap) return giveUp();
    chunks.push(value);
    if (length - pieceFrom < PIECE_BYTES) continue;
    pieceFrom = length;
    onPiece();
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** `Content-Length` in bytes; 0 where nothing usable is stated. */
export function statedLength(headers: Headers): number {
  const text = headers.get('content-length') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
