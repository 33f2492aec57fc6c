import { describe, expect, it } from 'vitest';
import { type Digest, isDigest } from '../../../src/core/digest.ts';
import { find } from '../../../src/core/find.ts';
import { groupsMatching } from '../../../src/ui/popup/filter.ts';
import { groupView } from '../samples.ts';

const digestOf = (start: string): Digest => {
  const made = `sha256:${start.padEnd(64, '0')}`;
  if (!isDigest(made)) throw new Error(`no digest: ${made}`);
  return made;
};

describe('digits that fit several digests', () => {
  const none = { images: [], attestations: [] };
  const [amd64] = groupView(1, ['x']).images;
  const groups = [
    { ...groupView(1, ['by-digest']), ...none, digest: digestOf('abcdef01') },
    { ...groupView(2, ['by-config']), ...none, configDigest: digestOf('abcdef02') },
    { ...groupView(3, ['by-layer']), ...none, layers: [digestOf('abcdef03')] },
    {
      ...groupView(4, ['by-image-layer']),
      images: amd64 ? [{ ...amd64, layers: [digestOf('abcdef04')] }] : [],
    },
    { ...groupView(5, ['by-attestation']), ...none, attestations: [digestOf('abcdef05')] },
    groupView(6, ['other']),
  ];

  it('leave every group that holds one of them', () => {
    const finding = find({ groups }, 'abcdef0');
    expect(finding.candidates).toHaveLength(5);
    const left = groupsMatching(groups, 'abcdef0', finding);
    expect(left).toEqual(groups.slice(0, 5));
  });
});
