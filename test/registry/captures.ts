/**
 * Headers of real answers of Docker Hub's registry, as people published them. Only what the client reads is kept;
 * addresses and account names were removed by those who published them.
 */
import type { PullLimits } from '../../src/registry/limits.ts';

export interface Capture {
  readonly name: string;
  readonly date: string;
  readonly source: string;
  readonly method: 'HEAD' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  /** What the headers say of pulls; left out where they are an excerpt. */
  readonly limits?: PullLimits;
}

const LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const SIGNED_SCHEMA_1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';

export const CAPTURES: readonly Capture[] = [
  {
    name: 'ratelimitpreview/test:latest',
    date: '2020-11-05',
    source: 'docker/docs#11648 and #11707',
    method: 'HEAD',
    headers: { 'RateLimit-Limit': '100;w=21600', 'RateLimit-Remaining': '76;w=21600' },
    limits: { limit: 100, remaining: 76, windowSeconds: 21_600 },
  },
  {
    name: 'nginx:stable-alpine',
    date: '2021-11-14',
    source: 'README of docker-image-check-update',
    method: 'HEAD',
    headers: {
      'content-length': '1645',
      'content-type': LIST,
      'docker-content-digest':
        'sha256:b92d3b942c8b84da889ac3dc6e83bd20ffb8cd2d8298eba92c8b0bf88d52f03e',
      'ratelimit-limit': '100;w=21600',
      'ratelimit-remaining': '97;w=21600',
      'docker-ratelimit-source': '194.xxx.xxx.xxx',
    },
    limits: { limit: 100, remaining: 97, windowSeconds: 21_600 },
  },
  {
    name: 'ubuntu:latest',
    date: '2022-09-08',
    source: 'stackoverflow.com/a/73653196 (an excerpt: the headers end before the rest)',
    method: 'HEAD',
    headers: {
      'content-length': '1416',
      'content-type': LIST,
      'docker-content-digest':
        'sha256:20fa2d7bb4de7723f542be5923b06c4d704370f0390e4ae9e1c833c8785644c1',
      'ratelimit-limit': '100;w=21600',
    },
  },
  {
    name: 'ratelimitpreview/test:latest without Accept, nothing left',
    date: '2022-12-09',
    source: 'public notes; the author altered the digest',
    method: 'HEAD',
    headers: {
      'content-length': '2782',
      'content-type': SIGNED_SCHEMA_1,
      'docker-content-digest': '(altered by the author)',
      'ratelimit-limit': '100;w=21600',
      'ratelimit-remaining': '0;w=21600',
      'docker-ratelimit-source': '<ip>',
    },
    limits: { limit: 100, remaining: 0, windowSeconds: 21_600 },
  },
  {
    name: 'ratelimitpreview/test:latest without Accept',
    date: '2023-02-07',
    source: 'a French tutorial',
    method: 'HEAD',
    headers: {
      'content-length': '2782',
      'content-type': SIGNED_SCHEMA_1,
      'docker-content-digest':
        'sha256:767a3815c34823b355bed31760d5fa3daca0aec2ce15b217c9cd83229e0e2020',
      'ratelimit-limit': '100;w=21600',
      'ratelimit-remaining': '100;w=21600',
      'docker-ratelimit-source': '<ip>',
    },
    limits: { limit: 100, remaining: 100, windowSeconds: 21_600 },
  },
  {
    name: 'alpine:latest',
    date: '2023-02-07',
    source: 'a transcript of crane -v',
    method: 'GET',
    headers: {
      'Content-Length': '1638',
      'Content-Type': LIST,
      'Docker-Content-Digest':
        'sha256:c5b1261d6d3e43071626931fc004f70149baeba2c8ec672bd4f27761f8e1ad6b',
      'Ratelimit-Limit': '100;w=21600',
      'Ratelimit-Remaining': '90;w=21600',
    },
    limits: { limit: 100, remaining: 90, windowSeconds: 21_600 },
  },
  {
    name: 'Docker Desktop 4.74, signed in',
    date: '2026-07-15',
    source: 'conference slides',
    method: 'GET',
    headers: {
      'content-type': 'application/vnd.oci.image.manifest.v1+json',
      'content-length': '551',
      'docker-ratelimit-source': '<account name>',
      'x-ratelimit-limit': '200;w=3600',
      'ratelimit-limit': '200;w=3600',
      'x-ratelimit-remaining': '198;w=3600',
      'ratelimit-remaining': '198;w=3600',
    },
    limits: { limit: 200, remaining: 198, windowSeconds: 3600 },
  },
  {
    name: 'alpine:latest, anonymous: the window is one hour now',
    date: '2026',
    source: 'a Chinese survey of registries',
    method: 'GET',
    headers: {
      'docker-ratelimit-source': '<ip>',
      'ratelimit-limit': '100;w=3600',
      'ratelimit-remaining': '100;w=3600',
    },
    limits: { limit: 100, remaining: 100, windowSeconds: 3600 },
  },
  {
    name: 'only the twins, signed in',
    date: '2026',
    source: 'public project notes',
    method: 'GET',
    headers: { 'x-ratelimit-limit': '200;w=3600', 'x-ratelimit-remaining': '150;w=3600' },
    limits: { limit: 200, remaining: 150, windowSeconds: 3600 },
  },
];
