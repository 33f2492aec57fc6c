/** A wire with a length: what goes in comes out later, in order, as fast as it went in. */
import { Transform, type TransformCallback } from 'node:stream';

/** @param delay milliseconds from one end to the other, read at every chunk; 0 passes straight through */
export function delayLine(delay: () => number): Transform {
  let pending = 0;
  let onEmpty: TransformCallback | undefined;

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const ms = delay();
      if (ms === 0 && pending === 0) {
        done(null, chunk);
        return;
      }
      pending += 1;
      // Timers of equal length fire in the order in which they were set.
      setTimeout(() => {
        pending -= 1;
        this.push(chunk);
        if (pending === 0) onEmpty?.();
      }, ms);
      done();
    },
    flush(done) {
      if (pending === 0) done();
      else onEmpty = done;
    },
  });
}
