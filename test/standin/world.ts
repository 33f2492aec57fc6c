/** What exists on the stand-in: repositories, their tags and manifests. Tests change it while it is being served. */
import type { HubGaps } from '../fixtures/hub-answers.ts';
import type { FixtureManifest, FixtureRepository } from '../fixtures/repository.ts';

export interface WorldTag {
  /** What the registry says. */
  digest: string;
  /** Milliseconds since 1970. */
  pushed: number;
  /** What the Hub API says, where it has not noticed a push yet. */
  hubDigest?: string;
  /** Only one of the two knows the tag: `hub` has not noticed that it was deleted, `registry` that it is there. */
  only?: 'hub' | 'registry';
  /** Gaps of this tag beside those of its repository. */
  gaps?: HubGaps;
}

export interface WorldRepository {
  readonly name: string;
  readonly tags: Map<string, WorldTag>;
  readonly manifests: Map<string, FixtureManifest>;
  /** Nobody without an account may read it. */
  private: boolean;
  /** What the Hub API leaves out or has wrong, for every tag. */
  gaps: HubGaps;
  /** Tag → digest when the README was written: what it declares does not change when a tag moves or goes. */
  readonly declared: ReadonlyMap<string, string>;
}

export interface World {
  readonly repositories: Map<string, WorldRepository>;
  addRepository(
    fixture: FixtureRepository,
    more?: Partial<Pick<WorldRepository, 'private' | 'gaps'>>,
  ): WorldRepository;
  /** Points a tag (an old or a new one) elsewhere; `hubLags` leaves the Hub API with the old digest. */
  moveTag(repository: string, tag: string, digest: string, more?: { hubLags?: boolean }): void;
  /** Deletes a tag; `hubLags` leaves it in the Hub API's list. */
  removeTag(repository: string, tag: string, more?: { hubLags?: boolean }): void;
  /** The repository; throws where there is none, because a test that asks for it is wrong. */
  repository(name: string): WorldRepository;
}

const MINUTE = 60_000;

export function createWorld(): World {
  const repositories = new Map<string, WorldRepository>();

  function repository(name: string): WorldRepository {
    const found = repositories.get(name);
    if (found === undefined) throw new Error(`no repository ${name} on the stand-in`);
    return found;
  }

  return {
    repositories,
    repository,

    addRepository(fixture, more = {}) {
      const newest = Date.parse(fixture.date.length === 4 ? `${fixture.date}-06-01` : fixture.date);
      const added: WorldRepository = {
        name: fixture.name,
        tags: new Map(
          [...fixture.tags].map(([tag, digest], index) => [
            tag,
            { digest, pushed: newest - index * MINUTE },
          ]),
        ),
        manifests: new Map(fixture.manifests),
        private: more.private ?? false,
        gaps: more.gaps ?? {},
        declared: fixture.tags,
      };
      repositories.set(fixture.name, added);
      return added;
    },

    moveTag(name, tag, digest, { hubLags = false } = {}) {
      const { tags } = repository(name);
      const old = tags.get(tag);
      tags.set(tag, {
        digest,
        pushed: Date.now(),
        ...(old?.gaps && { gaps: old.gaps }),
        ...(hubLags && old !== undefined && { hubDigest: old.hubDigest ?? old.digest }),
        ...(hubLags && old === undefined && { only: 'registry' as const }),
      });
    },

    removeTag(name, tag, { hubLags = false } = {}) {
      const { tags } = repository(name);
      const old = tags.get(tag);
      if (old !== undefined && hubLags) tags.set(tag, { ...old, only: 'hub' });
      else tags.delete(tag);
    },
  };
}
