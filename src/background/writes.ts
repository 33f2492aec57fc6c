/**
 * Writes of one record, one after another. Whoever asks while a write waits to begin is in that one, so that a hundred
 * changes at the same time are two writes.
 * @param prepare what has to be done before a write may begin
 * @param write writes the state as it is when it is called; whether that came off
 */
export function oneAtATime(
  prepare: () => Promise<void>,
  write: () => Promise<boolean>,
): () => Promise<boolean> {
  let writing: Promise<boolean> | undefined;
  let waiting: Promise<boolean> | undefined;

  async function next(before: Promise<boolean> | undefined): Promise<boolean> {
    await prepare();
    await before;
    waiting = undefined;
    writing = write();
    return writing;
  }

  return () => {
    waiting ??= next(writing);
    return waiting;
  };
}
