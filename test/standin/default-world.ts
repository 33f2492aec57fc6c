/** What the stand-in has where nobody says otherwise: real repositories, each as it was at one date. */
import { generatedCases, generatedModel } from '../fixtures/generated-cases.ts';
import { generatedRelations } from '../fixtures/generated-relations.ts';
import {
  digestTable,
  type FixtureRepository,
  manifestTable,
  merge,
} from '../fixtures/repository.ts';
import { createWorld, type World } from './world.ts';

/** Complete: every index, every manifest, every config digest. The one to show. */
export const DEMO_REPOSITORY = 'library/amazonlinux';

export function defaultWorld(): World {
  const world = createWorld();
  for (const fixture of realRepositories()) world.addRepository(fixture);
  // Generated: cases and relations that no real table has, and a model.
  world.addRepository(generatedCases());
  world.addRepository(generatedRelations());
  world.addRepository(generatedModel());
  return world;
}

/** All repositories of the default world, made anew. */
export function realRepositories(): readonly FixtureRepository[] {
  return [
    // 22 tags in 8 groups, one platform each.
    manifestTable('amazonlinux-2018-01-29'),
    // 5 tags that share images: seven Linux platforms, and two Windows ones that differ in os.version only.
    merge(manifestTable('hello-world-2018-01-29'), digestTable('hello-world-digests-2018-01-29')),
    // 64 tags in 8 groups with attestations; the bytes of two indexes.
    merge(digestTable('nginx-2024-05-14'), manifestTable('nginx-index-2024')),
    manifestTable('amazoncorretto-2021'),
    manifestTable('mysql-index-2024'),
    manifestTable('mariadb-index-2024'),
    manifestTable('bash-index-2024'),
    digestTable('postgres-2018-01-29'),
    digestTable('redis-2018-01-29'),
    merge(digestTable('alpine-2018-01-29'), manifestTable('alpine-lists')),
    // Tags that name one image manifest without an index.
    digestTable('celery-2018-01-29'),
    manifestTable('tianon-test'),
    manifestTable('regctl-2021'),
    // Artifacts, nested and looping indexes: test data of other projects, not on Docker Hub.
    manifestTable('regclient-testrepo'),
    manifestTable('regclient-nested'),
    manifestTable('oras-artifacts'),
  ];
}
