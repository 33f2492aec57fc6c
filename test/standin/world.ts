/** What exists on the stand-in: repositories, their tags and manifests. Tests change it while it is being served. */
import type { HubGaps } from '../fixtures/hub-answers.ts';
import type { FixtureManifest, FixtureRepository } from '../fixtures/repository.ts';

export interface WorldTag {
  /** What the registry says. */
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly pushed: number;
  /** What the Hub API says, where it has not noticed a push yet. */
  readonly hubDigest?: string;
  /** Only one of the two knows the tag: `hub` has not noticed that it was deleted, `registry` that it is there. */
  readonly only?: 'hub' | 'registry';
  /** Gaps of this tag beside those of its repository. */
  readonly gaps?: HubGaps;
}

export interface WorldRepository {
  readonly name: string;
  readonly tags: ReadonlyMap<string, WorldTag>;
  /** Another number after every change of the tags: what was made of them before holds no longer. */
  readonly revision: number;
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

/** As the world itself may change it. */
interface OwnRepository extends WorldRepository {
  readonly tags: Map<string, WorldTag>;
  revision: number;
}

const MINUTE = 60_000;

export function createWorld(): World {
  const repositories = new Map<string, OwnRepository>();

  function repository(name: string): OwnRepository {
    const found = repositories.get(name);
    if (found === undefined) throw new Error(`no repository ${name} on the stand-in`);
    return found;
  }

  return {
    repositories,
    repository,

    addRepository(fixture, more = {}) {
      const newest = Date.parse(fixture.date.length === 4 ? `${fixture.date}-06-01` : fixture.date);
      const added: OwnRepository = {
        name: fixture.name,
        tags: new Map(
          [...fixture.tags].map(([tag, digest], index) => [
            tag,
            { digest, pushed: newest - index * MINUTE },
          ]),
        ),
        revision: 0,
        manifests: new Map(fixture.manifests),
        private: more.private ?? false,
        gaps: more.gaps ?? {},
        declared: fixture.tags,
      };
      repositories.set(fixture.name, added);
      return added;
    },

    moveTag(name, tag, digest, { hubLags = false } = {}) {
      const found = repository(name);
      const old = found.tags.get(tag);
      found.revision += 1;
      found.tags.set(tag, {
        digest,
        pushed: Date.now(),
        ...(old?.gaps && { gaps: old.gaps }),
        ...(hubLags && old !== undefined && { hubDigest: old.hubDigest ?? old.digest }),
        ...(hubLags && old === undefined && { only: 'registry' as const }),
      });
    },

    removeTag(name, tag, { hubLags = false } = {}) {
      const found = repository(name);
      const { tags } = found;
      const old = tags.get(tag);
      found.revision += 1;
      if (old !== undefined && hubLags) tags.set(tag, { ...old, only: 'hub' });
      else tags.delete(tag);
    },
  };
}
