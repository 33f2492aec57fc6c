/** Errors as the registry says them: `{"errors":[{code,message,detail}]}` (OCI distribution specification, "Error Codes"). */
import { type Answer, json } from './exchange.ts';

export function errorAnswer(
  status: number,
  code: string,
  message: string,
  detail?: unknown,
): Answer {
  return json({ errors: [{ code, message, ...(detail !== undefined && { detail }) }] }, status);
}

/** The challenge that names where a token is to be had, and why the one that came was not good. */
export function unauthorized(repository: string, why?: 'expired' | 'other-scope'): Answer {
  const scope = repository === '' ? '' : `,scope="repository:${repository}:pull"`;
  const error =
    why === undefined
      ? ''
      : `,error="${why === 'expired' ? 'invalid_token' : 'insufficient_scope'}"`;
  const challenge = `Bearer realm="https://auth.docker.io/token",service="registry.docker.io"${scope}${error}`;
  const detail = [{ Type: 'repository', Class: '', Name: repository, Action: 'pull' }];
  const body = errorAnswer(401, 'UNAUTHORIZED', 'authentication required', detail);
  return { ...body, headers: { ...body.headers, 'www-authenticate': challenge } };
}
