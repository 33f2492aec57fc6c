/**
 * Rows as the Hub API gave them, cut to the fields that say something of images. Each shows a gap that real answers
 * have. Source: Docker Hub's API, captured on the day named.
 */

/** library/ubuntu:18.04, 2020-04-24: neither digest nor media type; arm64 with its variant. */
export const UBUNTU_2020 = {
  name: '18.04',
  last_updated: '2020-04-24T01:30:34.54497Z',
  full_size: 26726177,
  images: [
    {
      os: 'linux',
      architecture: 'amd64',
      variant: null,
      os_version: null,
      digest: 'sha256:b58746c8a89938b8c9f5b77de3b8cf1fe78210c696ab03a1442e235eea65d84f',
    },
    {
      os: 'linux',
      architecture: 'arm64',
      variant: 'v8',
      os_version: null,
      digest: 'sha256:03e4a3b262fd97281d7290c366cae028e194ae90931bc907991444d026d6392a',
    },
  ],
};

/** A page of one tag, 2022-11-08: a single manifest, whose media type is the config's and whose digest is missing. */
export const XMRIG_PAGE_2022 = {
  count: 1,
  next: null,
  previous: null,
  results: [
    {
      name: 'latest',
      last_updated: '2021-05-25T22:27:21.712654Z',
      tag_status: 'inactive',
      media_type: 'application/vnd.docker.container.image.v1+json',
      content_type: 'image',
      images: [
        {
          os: 'linux',
          architecture: 'amd64',
          variant: null,
          os_version: null,
          digest: 'sha256:6c74ec72ad3fdf3a018f0b74edbbe194dfcd03ba9316c5cb4620ad84e7829a5d',
        },
      ],
    },
  ],
};

/** library/debian, first page of two tags, 2023-06-17: `next` names another host. */
export const DEBIAN_PAGE_2023 = {
  count: 1755,
  next: 'https://registry.hub.docker.com/v2/repositories/library/debian/tags?page=2&page_size=2',
  previous: null,
  results: ['unstable-slim', 'unstable-20230612-slim'].map((name) => ({
    name,
    last_updated: '2023-06-13T04:58:31.821511Z',
    media_type: 'application/vnd.docker.distribution.manifest.list.v2+json',
    digest: 'sha256:2ae17aff4c3c8cdb2d3d9c885d7c59ad518bffc89e8351598ff1f3f918183b7c',
    images: [
      {
        os: 'linux',
        architecture: 'amd64',
        variant: null,
        os_version: null,
        digest: 'sha256:9340772107855de9351e88e3ba2636d045f730e05b177c5313613894c223b4d4',
      },
    ],
  })),
};

/** n8nio/n8n:1.119.1, 2026-01-12: attestations as unknown/unknown, arm64 without its variant. */
export const N8N_2026 = {
  name: '1.119.1',
  last_updated: '2025-11-10T14:19:44.292916Z',
  media_type: 'application/vnd.oci.image.index.v1+json',
  digest: 'sha256:4a43ddf853afe3ad44be51379e7ed85c16b974cae26cf732d2fcbf71d0cb16c4',
  images: [
    {
      os: 'linux',
      architecture: 'amd64',
      variant: null,
      os_version: null,
      digest: 'sha256:aeb609a4ee36f843118496ff82a2f0471027ad1f159d14c9364ee4f0d0dbd9b2',
    },
    {
      os: 'unknown',
      architecture: 'unknown',
      variant: null,
      os_version: null,
      digest: 'sha256:f97ff58cd8d2cb708b010aa7e912c74bb07b7daa822475cb84e1ef919cb053f9',
    },
    {
      os: 'linux',
      architecture: 'arm64',
      variant: null,
      os_version: null,
      digest: 'sha256:27bc4f914e832d9e9f5cea9c99aa435ddc138d8d53e5fce0b546e87bad1c724d',
    },
  ],
};
