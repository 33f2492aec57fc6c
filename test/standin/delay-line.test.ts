import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { delayLine } from './delay-line.ts';

describe('a wire with a length', () => {
  it('keeps the order where it becomes shorter while something is under way', async () => {
    const lengths = [60, 20, 0];
    const wire = delayLine(() => lengths.shift() ?? 0);
    for (const chunk of ['first ', 'second ', 'third']) wire.write(chunk);
    wire.end();
    expect(await text(wire)).toBe('first second third');
  });

  it('takes as long as it is long', async () => {
    const wire = delayLine(() => 30);
    const start = performance.now();
    wire.end('here');
    expect(await text(wire)).toBe('here');
    // Node's timers count whole milliseconds.
    expect(performance.now() - start).toBeGreaterThanOrEqual(29);
  });
});
