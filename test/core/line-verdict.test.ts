import { describe, expect, it } from 'vitest';
import { type LineVerdict, lineVerdict, type TagWord } from '../../src/core/line-verdict.ts';
import type { PlatformImage } from '../../src/core/tag-record.ts';
import { digestNumber, image } from './samples.ts';

const AMD64 = 'linux/amd64';
const ARM64 = 'linux/arm64';
const ASKING: TagWord = { state: 'asking' };
const MISSING: TagWord = { state: 'missing' };
const FAILED: TagWord = { state: 'failed' };

function known(number: number, images?: readonly PlatformImage[]): TagWord {
  return { state: 'known', digest: digestNumber(number), ...(images && { images }) };
}

/** Verdict on tags `a`, `b`, `c`… */
function verdict(...words: readonly TagWord[]): LineVerdict {
  const tags = words.map((_, place) => String.fromCharCode(97 + place));
  return lineVerdict(tags, (tag) => words[tags.indexOf(tag)] ?? FAILED);
}

const OLD = [image(AMD64, 70), image(ARM64, 80)];
const NEW = [image(AMD64, 70), image(ARM64, 81)];

describe('the verdict on a declared line', () => {
  it('same: one digest', () => {
    expect(verdict(known(1), known(1))).toEqual({
      verdict: 'same',
      asking: false,
      digest: digestNumber(1),
      lagging: [],
      missing: [],
    });
    expect(verdict(known(1)).verdict).toBe('same');
  });

  it('same without a digest: the same images under two', () => {
    const found = verdict(known(1, OLD), known(2, [...OLD].reverse()));
    expect(found).toEqual({ verdict: 'same', asking: false, lagging: [], missing: [] });
  });

  it('same images, of which one side does not say the platform', () => {
    const found = verdict(known(1, [image(AMD64, 70)]), known(70, [image('unknown', 70)]));
    expect(found.verdict).toBe('same');
  });

  it('split: which tag lags behind the others, on which platform', () => {
    const found = verdict(known(1, NEW), known(1, NEW), known(2, OLD));
    expect(found).toMatchObject({ verdict: 'split', asking: false, digest: digestNumber(1) });
    expect(found.lagging).toEqual([{ tag: 'c', platforms: [ARM64] }]);
  });

  it('split: the odd one is named, wherever it stands', () => {
    const found = verdict(known(2, OLD), known(1, NEW), known(1, NEW), known(3, NEW));
    expect(found.lagging).toEqual([{ tag: 'a', platforms: [ARM64] }]);
    // The others are one image under two digests.
    expect(found).not.toHaveProperty('digest');
    expect(verdict(known(2), known(1), known(1))).toMatchObject({
      digest: digestNumber(1),
      lagging: [{ tag: 'a' }],
    });
  });

  it('split: the first tag’s set is the reference on a tie', () => {
    const found = verdict(known(2, OLD), known(1, NEW), known(1, NEW), known(2, OLD));
    expect(found.lagging.map(({ tag }) => tag)).toEqual(['b', 'c']);
    expect(found.digest).toBe(digestNumber(2));
  });

  it('split: one digest is one set, also where not every tag’s images are known', () => {
    const found = verdict(known(1, NEW), known(2), known(2, NEW), known(3, OLD));
    expect(found.lagging.map(({ tag }) => tag)).toEqual(['d']);
  });

  it('split: behind where it has no image, but not where it alone has one', () => {
    const [both, one] = [known(1, NEW), known(2, [image(AMD64, 70)])];
    expect(verdict(both, one).lagging).toEqual([{ tag: 'b', platforms: [ARM64] }]);
    expect(verdict(one, both)).toMatchObject({
      verdict: 'split',
      lagging: [{ tag: 'b', platforms: [] }],
    });
    const moved = verdict(known(2, [image(AMD64, 71)]), both);
    expect(moved.lagging).toEqual([{ tag: 'b', platforms: [AMD64] }]);
  });

  it('split: one of two Windows images that share their platform (peer mistake 12)', () => {
    const windows = 'windows/amd64';
    const both = [image(windows, 70), image(windows, 71)];
    const found = verdict(known(1, both), known(2, [image(windows, 70)]));
    expect(found.lagging).toEqual([{ tag: 'b', platforms: [windows] }]);
  });

  it('split without platforms, where nobody knows the images', () => {
    for (const other of [known(2), known(2, []), known(2, OLD)]) {
      expect(verdict(known(1), other)).toMatchObject({
        verdict: 'split',
        lagging: [{ tag: 'b', platforms: [] }],
      });
    }
  });

  it('stays split while others are asked, and says who lags when no answer can change that', () => {
    for (const words of [
      [known(1, NEW), known(2, OLD), ASKING],
      [ASKING, known(1, NEW), known(2, OLD)],
      [known(1, NEW), known(1, NEW), known(2, OLD), ASKING],
    ]) {
      const found = verdict(...words);
      expect(found).toMatchObject({ verdict: 'split', asking: true, lagging: [] });
      expect(found).not.toHaveProperty('digest');
    }
    expect(
      verdict(known(2, OLD), known(1, NEW), known(1, NEW), known(1, NEW), ASKING),
    ).toMatchObject({ verdict: 'split', asking: true, lagging: [{ tag: 'a' }] });
    expect(verdict(FAILED, known(1, NEW), known(2, OLD))).toMatchObject({
      verdict: 'split',
      lagging: [{ tag: 'c', platforms: [ARM64] }],
    });
  });

  it('is not split by digests alone while an answer may tell their images', () => {
    const asked = verdict(known(1), known(2, OLD), ASKING);
    expect(asked).toMatchObject({ verdict: 'unknown', asking: true, lagging: [] });
    expect(verdict(known(1), known(2, OLD), known(1, OLD)).verdict).toBe('same');
  });

  it('gives no digest for the rest while a tag is not told', () => {
    expect(verdict(FAILED, known(1), known(1), known(2))).not.toHaveProperty('digest');
    expect(verdict(MISSING, known(1), FAILED)).not.toHaveProperty('digest');
  });

  it('missing: before all else, at once', () => {
    expect(verdict(known(1, NEW), MISSING, known(2, OLD), ASKING)).toMatchObject({
      verdict: 'missing',
      asking: true,
      missing: ['b'],
    });
    expect(verdict(MISSING, MISSING)).toEqual({
      verdict: 'missing',
      asking: false,
      lagging: [],
      missing: ['a', 'b'],
    });
  });

  it('missing: with the tags that differ, and the digest of the rest', () => {
    expect(verdict(known(2, OLD), MISSING, known(1, NEW), known(1, NEW))).toEqual({
      verdict: 'missing',
      asking: false,
      digest: digestNumber(1),
      lagging: [{ tag: 'a', platforms: [ARM64] }],
      missing: ['b'],
    });
  });

  it('unknown: asked still, or not to be told', () => {
    expect(verdict(known(1), ASKING)).toMatchObject({ verdict: 'unknown', asking: true });
    expect(verdict(known(1), FAILED)).toMatchObject({ verdict: 'unknown', asking: false });
    expect(verdict(FAILED, FAILED)).toMatchObject({ verdict: 'unknown', asking: false });
    expect(verdict(known(1), FAILED)).not.toHaveProperty('digest');
  });
});
