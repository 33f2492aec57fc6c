/**
 * How much is known of all tags of a repository: whom the web API and the registry have spoken of since a listing of all
 * tags began. The registry's list says which tags there are; it says nothing of what they point to.
 */
import { isSignatureTag } from '../core/tag.ts';
import type { Board } from './board.ts';
import { FRESH_MS, type TagEntry } from './knowledge.ts';

/** All names that the registry lists, those of signatures included, and when it was asked. */
export interface ListedNames {
  readonly all: readonly string[];
  /** Those without the ones of signatures. */
  readonly images: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The store has them. */
  readonly isKept?: true;
}

export interface Survey {
  /** Tags of images that nobody has spoken of. */
  readonly unlisted: readonly string[];
  /** Those, and all others of which somebody must still ask the registry: nobody has named a digest, or it does not list them. */
  readonly untold: readonly string[];
  /** Tags whose digest is known. */
  readonly done: number;
  /** Tags that there are: without those of signatures that nobody has looked at, and those that the registry has not. */
  readonly total: number;
}

export function listedNames(all: readonly string[], at: number): ListedNames {
  return { all, images: new Set(all.filter((tag) => !isSignatureTag(tag))), at };
}

/** What a listing that began at `at` counts as said: a word that was fresh when it began is as good as its own. */
export function countsFrom(at: number): number {
  return at - FRESH_MS;
}

/** @param since words from before do not count, milliseconds since 1970 */
export function survey(board: Board, { images }: ListedNames, since: number): Survey {
  const unlisted: string[] = [];
  const untold: string[] = [];
  let done = 0;
  for (const tag of images) {
    const entry = board.entry(tag);
    if (isUnlisted(entry, since)) unlisted.push(tag);
    if (isTold(entry, since)) done += 1;
    else if (!isMissing(entry, since)) untold.push(tag);
  }
  for (const entry of board.entries()) {
    if (images.has(entry.tag) || !isTold(entry, since)) continue;
    // Pushed or deleted since the names were asked for: only the registry knows.
    if (isSignatureTag(entry.tag) || isSince(entry.registry, since)) done += 1;
    else untold.push(entry.tag);
  }
  return { unlisted, untold, done, total: done + untold.length };
}

/** Whether neither source has said anything of it, not even that there is no such tag. */
export function isUnlisted({ hub, registry }: TagEntry, since: number): boolean {
  return !isSince(hub, since) && !isSince(registry, since);
}

function isTold({ hub, registry }: TagEntry, since: number): boolean {
  if (isSince(registry, since)) return registry?.digest !== undefined;
  return isSince(hub, since) && hub?.digest !== undefined;
}

function isMissing({ registry }: TagEntry, since: number): boolean {
  return isSince(registry, since) && registry?.digest === undefined;
}

function isSince(word: { readonly at: number } | undefined, since: number): boolean {
  return word !== undefined && word.at >= since;
}
