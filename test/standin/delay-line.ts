/** A wire with a length: what goes in comes out later, in order, as fast as it went in. */
import { Transform, type TransformCallback } from 'node:stream';

/**
 * @param delay milliseconds from one end to the other, read at every chunk; 0 passes straight through. On a wire that
 *   becomes shorter nothing overtakes what is under way.
 */
export function delayLine(delay: () => number): Transform {
  const underway: Buffer[] = [];
  let lastDue = 0;
  let onEmpty: TransformCallback | undefined;

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const ms = delay();
      if (ms === 0 && underway.length === 0) {
        done(null, chunk);
        return;
      }
      underway.push(chunk);
      const now = performance.now();
      lastDue = Math.max(lastDue, now + ms);
      // Two timers that are due at the same time may fire in any order: each lets out whatever went in first.
      setTimeout(() => {
        this.push(underway.shift());
        if (underway.length === 0) onEmpty?.();
      }, lastDue - now);
      done();
    },
    flush(done) {
      if (underway.length === 0) done();
      else onEmpty = done;
    },
  });
}
