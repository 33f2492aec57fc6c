import { expect, it } from 'vitest';
import { signOfLife } from '../../src/platform/awake.ts';
import { FakeClock } from './fake-clock.ts';

it('a worker that is at work says so every other second, whatever the browser answers', async () => {
  const clock = new FakeClock();
  let calls = 0;
  const runtime = {
    async getPlatformInfo() {
      calls += 1;
      return Promise.reject(new Error('made by the test'));
    },
  };
  const say = signOfLife({ runtime }, clock);
  say();
  expect(calls).toBe(0);
  clock.advance(2_000);
  say();
  say();
  expect(calls).toBe(1);
  clock.advance(1_999);
  say();
  expect(calls).toBe(1);
  clock.advance(1);
  say();
  expect(calls).toBe(2);
});
