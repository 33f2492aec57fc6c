import { describe, expect, it } from 'vitest';
import { challengedTokenUrl, knownTokenUrl } from '../../src/registry/realm.ts';
import { repositoryName } from './names.ts';

const NGINX = repositoryName('library/nginx');
const KNOWN =
  'https://auth.docker.io/token?service=registry.docker.io&scope=repository%3Alibrary%2Fnginx%3Apull';

const challenged = (header: string | null) => challengedTokenUrl(header, NGINX)?.href;

describe('where to ask for a token', () => {
  it('is known before any challenge', () => {
    expect(knownTokenUrl(NGINX).href).toBe(KNOWN);
  });

  it.each<[string, string | null, string]>([
    ['no challenge at all', null, KNOWN],
    [
      'the usual',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull"',
      KNOWN,
    ],
    ['no scope', 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"', KNOWN],
    ['no service', 'Bearer realm="https://auth.docker.io/token"', KNOWN],
    [
      'more rights than needed',
      'Bearer realm="https://auth.docker.io/token",scope="repository:library/nginx:pull,push"',
      KNOWN,
    ],
    [
      'several scopes',
      'Bearer realm="https://auth.docker.io/token",scope="repository:a/b:pull repository:library/nginx:pull"',
      KNOWN,
    ],
    ['after another scheme', 'Basic realm="x", Bearer realm="https://auth.docker.io/token"', KNOWN],
    ['host in capitals', 'Bearer realm="HTTPS://AUTH.DOCKER.IO/token"', KNOWN],
    [
      'another path and service',
      'Bearer realm="https://auth.docker.io/v3/token?scope=evil#x",service="r2"',
      KNOWN.replace('/token', '/v3/token').replace('registry.docker.io', 'r2'),
    ],
    [
      'a path that looks like another host',
      'Bearer realm="https://auth.docker.io//example.com/token",service="registry.docker.io"',
      KNOWN.replace('/token', '//example.com/token'),
    ],
  ])('%s', (_name, header, expected) => {
    expect(challenged(header)).toBe(expected);
  });

  it.each([
    ['another host', 'Bearer realm="https://auth.example.com/token"'],
    ['a host that only begins like it', 'Bearer realm="https://auth.docker.io.example.com/token"'],
    ['a host below it', 'Bearer realm="https://x.auth.docker.io/token"'],
    ['another host behind a user name', 'Bearer realm="https://auth.docker.io@example.com/token"'],
    ['credentials', 'Bearer realm="https://user:pass@auth.docker.io/token"'],
    ['a user name', 'Bearer realm="https://user@auth.docker.io/token"'],
    ['another port', 'Bearer realm="https://auth.docker.io:8443/token"'],
    ['no encryption', 'Bearer realm="http://auth.docker.io/token"'],
    ['no address', 'Bearer realm="/token"'],
    ['no realm', 'Bearer service="registry.docker.io"'],
    ['another scheme', 'Basic realm="https://auth.docker.io/token"'],
    [
      'another repository',
      'Bearer realm="https://auth.docker.io/token",scope="repository:library/nginx2:pull"',
    ],
    [
      'a scope of another kind',
      'Bearer realm="https://auth.docker.io/token",scope="registry:catalog:*"',
    ],
    ['two realms', 'Bearer realm="https://auth.docker.io/token",realm="https://example.com"'],
    ['nonsense', '"'],
  ])('is refused: %s', (_name, header) => {
    expect(challenged(header)).toBeUndefined();
  });
});
