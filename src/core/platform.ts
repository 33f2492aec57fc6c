/**
 * Platforms as indexes name them: os, architecture, variant, and `os.version`, which is part of the identity
 * (hello-world carries two windows/amd64 images that differ in nothing else).
 * OCI image specification, image-index.md, property `platform`.
 */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

/** `os/architecture[/variant][@os.version]` in normal form, or `unknown` for a child that names no platform. */
export type PlatformKey = string;
