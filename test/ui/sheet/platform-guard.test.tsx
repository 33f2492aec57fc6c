// @vitest-environment happy-dom
import { cleanup } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { digest, IMAGE, images, readyView, tagDetail, tagView } from '../samples.ts';
import { showSheet } from './show-sheet.tsx';

afterEach(cleanup);

it('no copy of a platform’s digest is in sight without its warning', () => {
  const shown = images(1, ['linux/amd64', 'linux/arm64']);
  const { all } = showSheet(tagDetail(readyView({ images: shown })));
  for (const image of shown) {
    const copies = all('[data-copies]').filter(
      (one) =>
        one.dataset['copies']?.includes(image.digest) && !one.closest('[data-sheet="commands"]'),
    );
    expect(copies).toHaveLength(1);
    const guard = copies[0]?.closest('details.guard');
    expect(guard?.hasAttribute('open')).toBe(false);
    expect(guard?.querySelector('summary')?.textContent).toContain(
      `Copy ${image.platform}’s digest…`,
    );
    expect(guard?.querySelector('.warn')?.textContent).toBe(
      `Only ${image.platform} runs this. Pinned, it breaks every other architecture.`,
    );
    // The index is offered first, and the platform's digest without the tag: it is no pin of the tag.
    expect([...(guard?.querySelectorAll('[data-copies]') ?? [])].map(copiesOf)).toEqual([
      `nginx:1.31.2@${digest(1)}`,
      `nginx@${image.digest}`,
    ]);
    expect(
      [...(guard?.querySelectorAll('.label') ?? [])].map((label) => label.textContent),
    ).toEqual([
      'Copy the index instead',
      `Copy nginx@${image.digest.slice(0, 'sha256:'.length + 4)}…`,
    ]);
  }
});

it('the guards of one sheet have one name, so that one is open at a time, and other sheets another', () => {
  const namesOf = (tag: string) => {
    const { all } = showSheet(tagDetail(readyView({ tag })));
    const names = all('.guard').map((guard) => guard.getAttribute('name'));
    cleanup();
    expect(names.length).toBeGreaterThan(1);
    return new Set(names);
  };
  const [first, second] = [namesOf('1.31'), namesOf('1.32')];
  expect([...first, ...second]).toEqual([
    expect.stringContaining('1.31'),
    expect.stringContaining('1.32'),
  ]);
});

it('a tag that is one image has no index to offer instead: the pin itself says whose it is', () => {
  const view = tagView({
    tag: 'amd64-only',
    digest: digest(4),
    mediaType: IMAGE,
    images: [{ platform: 'linux/amd64', digest: digest(4) }],
  });
  const { all, part } = showSheet(tagDetail(view));
  expect(all('.guard')).toEqual([]);
  expect(part('pin').textContent).toContain('only linux/amd64 runs it');
});

it('every form of the pin holds the tag and the tag’s own digest, and no other', () => {
  const { part } = showSheet(tagDetail(readyView()));
  const copies = [...part('pin').querySelectorAll('[data-copies]')].map(copiesOf);
  expect(copies).toHaveLength(6);
  for (const copy of copies) {
    expect(copy).toContain('1.31.2');
    expect(copy?.match(/sha256:[0-9a-f]{64}/g)).toEqual([digest(1)]);
  }
});

function copiesOf(button: Element): string | null {
  return button.getAttribute('data-copies');
}
