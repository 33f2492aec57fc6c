/** The two questions that go beyond what is known: a free one to the registry, and reading manifests for pulls. */
import { useEffect, useState } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import type { Finding } from '../../core/finding.ts';
import { manifestKind } from '../../core/media-type.ts';
import type { SeekPlan } from '../../messaging/view.ts';
import type { FindActions, LookedUp, Seeking, Sought } from './props.ts';

/** Where a question stands. */
export type Asked<Answer> =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: Answer };

export interface FindQuestions {
  readonly lookup: Asked<LookedUp>;
  readonly seek: Asked<Sought>;
  /** Manifests that were fetched for the seek under way. */
  readonly read: number;
  onLookup(): void;
  onSeek(plan: SeekPlan): void;
}

/** What was asked about which hash: an answer must not be shown for another one. */
type About<Answer> = Asked<Answer> & { readonly of?: string };

export function useFindQuestions(
  { digest, hex }: Pick<Finding, 'digest' | 'hex'>,
  repository: string | undefined,
  actions: Pick<FindActions, 'onLookup' | 'onSeek'> & { readonly seeking?: Seeking },
): FindQuestions {
  const { seeking } = actions;
  const [lookup, setLookup] = useState<About<LookedUp>>({ state: 'none' });
  const [seek, setSeek] = useState<About<Sought>>({ state: 'none' });

  // Another seek takes the place of one under way, whose answer may never come.
  useEffect(() => setSeek({ state: 'none' }), [repository, hex]);

  const askLookup = async (of: Digest) => {
    setLookup({ state: 'asking', of });
    const answer = await actions.onLookup(of);
    setLookup((now) => (now.of === of ? { state: 'answered', of, answer } : now));
  };
  const askSeek = async (of: string, plan: SeekPlan) => {
    setSeek({ state: 'asking', of });
    const answer = await actions.onSeek(of, plan.groups, plan.pulls);
    setSeek((now) => (now.of === of ? { state: 'answered', of, answer } : now));
  };
  return {
    lookup: digest !== undefined && lookup.of === digest ? lookup : { state: 'none' },
    seek: hex !== undefined && seek.of === hex ? seek : { state: 'none' },
    read: seeking !== undefined && seeking.hex === hex ? seeking.pulls : 0,
    onLookup: () => digest !== undefined && hex !== undefined && void askLookup(digest),
    onSeek: (plan) => hex !== undefined && void askSeek(hex, plan),
  };
}

/** What is known, and what the registry has said besides: a manifest that no known tag points to. */
export function withAnswer(finding: Finding, lookup: Asked<LookedUp>): Finding {
  if (!isOpen(finding) || lookup.state !== 'answered') return finding;
  const { mediaType } = lookup.answer;
  if (mediaType === undefined) return finding;
  const kind = KINDS[manifestKind(mediaType)];
  return { ...finding, kind, mediaType };
}

const KINDS = {
  index: 'index',
  image: 'image-manifest',
  legacy: 'image-manifest',
  unknown: 'unknown',
} as const;

/** Whether it is a hash of which nothing is known. */
export function isOpen({ kind, tags, hex, mediaType, candidates }: Finding): boolean {
  const isNothing = kind === 'unknown' && tags.length === 0 && mediaType === undefined;
  return isNothing && hex !== undefined && !candidates;
}
