/**
 * Docker Hub's registry, as this extension asks it (OCI distribution specification): what a tag points to (HEAD,
 * free), the bytes of a manifest by its digest (GET, which costs the person a pull), and the names of all tags.
 */
import { ACCEPT_HEADERS, type AcceptCase } from '../core/accept.ts';
import { type Digest, isDigest } from '../core/digest.ts';
import { type Failure, failure } from '../core/failure.ts';
import { ACCEPT } from '../core/media-type.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, type Result } from '../core/result.ts';
import { isTag } from '../core/tag.ts';
import type { Credentials, CredentialsSource } from '../http/credentials.ts';
import { createSender, type SenderDeps } from '../http/sender.ts';
import { baseUrl, manifestUrl, REGISTRY_HOST } from './endpoints.ts';
import { createExchange, type Spending } from './exchange.ts';
import type { PullLimits } from './limits.ts';
import {
  type ManifestBytes,
  type ManifestHead,
  readHead,
  readManifest,
} from './manifest-answer.ts';
import { listTags } from './tag-list.ts';
import { createTokens } from './tokens.ts';

interface AskOptions {
  /** Ends the request at once; the answer is then `unavailable`, detail `aborted`. */
  readonly signal?: AbortSignal;
  readonly priority?: 'high' | 'low';
}

interface HeadOptions extends AskOptions {
  /** Which forms the registry may answer in; all four unless told. */
  readonly accept?: AcceptCase;
}

interface ManifestOptions extends AskOptions {
  readonly spending?: Spending;
}

/**
 * Nothing is thrown. What costs no pull is tried again where that helps (`patience` in the deps), and after a 401 once
 * with a fresh token.
 */
export interface RegistryClient {
  /** Asks for the token, and opens the connection to the registry beside it, ahead of need. */
  warm(repository: RepositoryName): void;
  /** @param reference a tag or a digest. `malformed` where the registry does not name a digest and a media type. */
  head(
    repository: RepositoryName,
    reference: string,
    options?: HeadOptions,
  ): Promise<Result<ManifestHead, Failure>>;
  /**
   * Spends a pull. `digest-mismatch`, with what they are, where the bytes are not those of the digest; `unsupported` for a signed schema 1
   * manifest, whose digest is that of its payload: its bytes prove nothing, so they are not handed out.
   */
  manifest(
    repository: RepositoryName,
    digest: Digest,
    options?: ManifestOptions,
  ): Promise<Result<ManifestBytes, Failure>>;
  /** All tags in the registry's order, each once. */
  tags(
    repository: RepositoryName,
    options?: AskOptions,
  ): Promise<Result<readonly string[], Failure>>;
  /**
   * Whether the token service takes these: one request, never sent again by itself. `denied` where it refuses them; this
   * client then never sends them again.
   */
  signIn(
    credentials: Credentials,
    options?: Pick<AskOptions, 'signal'>,
  ): Promise<Result<void, Failure>>;
  /** Another account pays from now on: no token that was asked for before is used any more. */
  forgetTokens(): void;
}

export interface RegistryDeps extends SenderDeps {
  /**
   * Called with every manifest answer that says something of the pull limits of who pays now.
   * @param askedAt when the question was sent, by `now`
   */
  onLimits(limits: PullLimits, askedAt: number): void;
  /** Whose pulls these are; nobody's where it is not given. */
  readonly credentials?: CredentialsSource;
  /** The token service does not take these any more. Told once; they are never sent again, and questions go on without. */
  onRefused?(credentials: Credentials): void;
}

/** The limit that the specification asks registries to take (OCI distribution specification, "Pushing Manifests"). */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
/** A refusal's JSON may hold this much. */
const MAX_ERROR_BYTES = 64 * 1024;

export function createRegistryClient(deps: RegistryDeps): RegistryClient {
  const send = createSender(deps);
  const now = () => deps.now();
  const { credentials } = deps;
  const tokens = createTokens({
    send,
    now,
    ...(credentials && { credentials }),
    onRefused: (refused) => deps.onRefused?.(refused),
  });
  const warming = new Set<RepositoryName>();
  const exchange = createExchange({
    send,
    tokens,
    now,
    onLimits: (...said) => deps.onLimits(...said),
  });

  return {
    warm(repository) {
      if (warming.has(repository) || tokens.has(repository)) return;
      warming.add(repository);
      // Both results are of no use here: the first question asks for the token again and tells what is wrong.
      void tokens.get(repository).then(() => warming.delete(repository));
      // Without a token this is a 401. Its worth is the connection, which is then open when the token arrives.
      void send({ method: 'HEAD', url: baseUrl(), maxBytes: MAX_ERROR_BYTES });
    },

    async head(repository, reference, options = {}) {
      if (!isTag(reference) && !isDigest(reference)) {
        return err(failure('not-found', { host: REGISTRY_HOST, detail: 'no tag and no digest' }));
      }
      const { accept = 'all', ...request } = options;
      const answer = await exchange(repository, {
        ...request,
        method: 'HEAD',
        url: manifestUrl(repository, reference),
        // A browser's `fetch` never leaves the header out: it writes this one in its place (Fetch standard, "fetch", step
        // about `Accept`), which is what `curl` sends too.
        headers: { accept: ACCEPT_HEADERS[accept] ?? '*/*' },
        maxBytes: MAX_ERROR_BYTES,
        repeatable: true,
        limited: true,
      });
      return answer.ok ? readHead(answer.value, reference) : answer;
    },

    async manifest(repository, digest, options = {}) {
      const answer = await exchange(repository, {
        ...options,
        method: 'GET',
        url: manifestUrl(repository, digest),
        headers: { accept: ACCEPT },
        maxBytes: MAX_MANIFEST_BYTES,
        limited: true,
      });
      return answer.ok ? readManifest(answer.value, digest) : answer;
    },

    tags: (repository, options = {}) => listTags(exchange, repository, options),

    signIn: (account, { signal } = {}) => tokens.signIn(account, signal),

    forgetTokens: tokens.forget,
  };
}
