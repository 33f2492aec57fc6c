import { describe, expect, it } from 'vitest';
import { createFrame } from '../../src/background/frame.ts';
import { FakeClock } from '../platform/fake-clock.ts';

const FRAME = 120;

describe('a frame', () => {
  function frame() {
    const clock = new FakeClock();
    let told = 0;
    const tell = createFrame(clock, FRAME, () => {
      told += 1;
    });
    return { clock, tell, told: () => told };
  }

  it('tells the first change at once, and those that follow together', async () => {
    const { clock, tell, told } = frame();
    tell();
    await Promise.resolve();
    expect(told()).toBe(1);
    tell();
    tell();
    clock.advance(FRAME - 1);
    expect(told()).toBe(1);
    clock.advance(1);
    expect(told()).toBe(2);
  });

  it('tells within one frame also when the clock was set back by a day', async () => {
    const { clock, tell, told } = frame();
    tell();
    await Promise.resolve();
    clock.set(-24 * 3_600_000);
    tell();
    clock.advance(FRAME);
    expect(told()).toBe(2);
  });

  it('tells in the same task whoever was told nothing yet, however long it rests', async () => {
    const { clock, tell, told } = frame();
    tell();
    await Promise.resolve();
    tell.now();
    expect(told()).toBe(2);
    tell();
    clock.advance(FRAME - 1);
    expect(told()).toBe(2);
    clock.advance(1);
    expect(told()).toBe(3);
  });

  it('tells no second time what was asked for before', async () => {
    const { clock, tell, told } = frame();
    tell();
    tell.now();
    await Promise.resolve();
    expect(told()).toBe(1);
    tell();
    tell.now();
    clock.advance(FRAME);
    expect(told()).toBe(2);
  });

  it('tells in the same task what was asked for, and nothing where nothing was, when no more will come', async () => {
    const { clock, tell, told } = frame();
    tell.flush();
    expect(told()).toBe(0);
    tell();
    await Promise.resolve();
    tell();
    tell.flush();
    expect(told()).toBe(2);
    clock.advance(FRAME);
    expect(told()).toBe(2);
  });

  describe('whose telling takes long', () => {
    function slow(takes: number) {
      const clock = new FakeClock();
      let told = 0;
      const tell = createFrame(clock, FRAME, () => {
        told += 1;
        clock.advance(takes);
      });
      return { clock, tell, told: () => told };
    }

    it('waits longer for the next one, so that most of the time is left for other work', async () => {
      const { clock, tell, told } = slow(100);
      tell();
      await Promise.resolve();
      tell();
      clock.advance(4 * 100 - 1);
      expect(told()).toBe(1);
      clock.advance(1);
      expect(told()).toBe(2);
    });

    it('waits for two seconds at most', async () => {
      const { clock, tell, told } = slow(3_000);
      tell();
      await Promise.resolve();
      tell();
      clock.advance(1_999);
      expect(told()).toBe(1);
      clock.advance(1);
      expect(told()).toBe(2);
    });
  });
});
