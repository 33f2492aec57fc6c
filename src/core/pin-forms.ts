/**
 * Pins, as the files of common tools want them written: the tag for whoever reads, and the digest of all platforms for the
 * machine. Nothing here needs escaping beyond what is written: names, tags and digests have no quotes, blanks or `$`.
 */
import type { Digest } from './digest.ts';
import { formatPin } from './reference.ts';
import { type RepositoryName, splitRepository } from './repository.ts';

export const PIN_FORMS = [
  'plain',
  'dockerfile',
  'compose',
  'kubernetes',
  'helm',
  'terraform',
] as const;
export type PinForm = (typeof PIN_FORMS)[number];

/**
 * The text to put into such a file; of several lines for Helm and Terraform, without an end of line.
 *
 * @param digest the tag's own: the index where there is one. A platform's digest breaks every other platform.
 */
export function pinForm(
  form: PinForm,
  repository: RepositoryName,
  tag: string,
  digest: Digest,
): string {
  const pin = formatPin(repository, tag, digest);
  switch (form) {
    case 'plain':
      return pin;
    case 'dockerfile':
      return `FROM ${pin}`;
    case 'compose':
      // A colon with no blank after it does not end a plain YAML text (YAML 1.2.2, 7.3.3).
      return `image: ${pin}`;
    case 'kubernetes':
      // In full, because not every runtime completes short names to Docker Hub's (CRI-O asks its own configuration).
      return `image: docker.io/${repository}:${tag}@${digest}`;
    case 'helm':
      return helmValues(repository, tag, digest);
    case 'terraform':
      return dockerImage(repository, pin);
  }
}

/**
 * Tag and digest in one value. Helm's own starter chart writes `{{ repository }}:{{ tag }}` (helm, chartutil/create.go) and
 * so do most others; a key `digest` would pass unseen by a chart that has none, and pin nothing
 * (argoproj-labs/argocd-image-updater#317). A chart without a key `registry` takes Docker Hub anyway. Quoted, so that who
 * takes the digest off is not left with a number (`1.10`).
 */
function helmValues(repository: RepositoryName, tag: string, digest: Digest): string {
  return [
    'image:',
    '  registry: docker.io',
    `  repository: ${repository}`,
    `  tag: "${tag}@${digest}"`,
  ].join('\n');
}

/** Of the provider kreuzwerker/docker; its `name` takes tags and digests (docs/resources/image.md). */
function dockerImage(repository: RepositoryName, pin: string): string {
  const { name } = splitRepository(repository);
  // Letters, digits, `_` and `-`, no digit first: what Terraform takes as an identifier.
  const word = name.replace(/[^a-z0-9_-]/g, '_').replace(/^(?=[0-9-])/, '_');
  return [`resource "docker_image" "${word}" {`, `  name = "${pin}"`, '}'].join('\n');
}
