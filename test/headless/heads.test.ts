import { expect, it } from 'vitest';
import { ok } from '../../src/core/result.ts';
import { askHeads } from '../../src/headless/heads.ts';
import { digest, INDEX, repository } from '../ui/samples.ts';
import { SwiftClock } from './swift-clock.ts';

it('asks for the names at the pace of the rest: 900 questions in any minute, theirs too', async () => {
  const clock = new SwiftClock();
  const names = Array.from({ length: 900 }, (_, n) => `1.${n}`);
  const heads = await askHeads(repository('library/nginx'), {
    clock,
    patient: (ask) => ask(),
    onProgress: () => undefined,
    registry: {
      tags: async () => ok(names),
      head: async () => ok({ digest: digest(1), mediaType: INDEX }),
    },
  });
  expect(heads).toMatchObject({ ok: true, value: { total: 900, withoutDigest: [] } });
  // The last name is the 901st question.
  expect(clock.slept).toEqual([60_000]);
});
