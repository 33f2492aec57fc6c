/**
 * What is wrong with a user name or an access token as it was typed: said before anything is sent, because every wrong try
 * counts at Docker, which locks a name for a while after several.
 */
import { isAccessToken, isUsername } from '../../core/account-name.ts';
import type { TextKey } from '../../text/keys.ts';

export interface SignInProblems {
  readonly username?: TextKey;
  readonly token?: TextKey;
}

/** Both without spaces around them, which come along when they are pasted. */
export function signInProblems(username: string, token: string): SignInProblems {
  const name = usernameProblem(username);
  const secret = tokenProblem(token);
  return { ...(name && { username: name }), ...(secret && { token: secret }) };
}

function usernameProblem(username: string): TextKey | undefined {
  if (username === '') return 'usernameEmpty';
  // Basic authentication would take what follows for the secret (RFC 7617, section 2).
  if (username.includes(':')) return 'usernameColon';
  return isUsername(username) && !/\s/.test(username) ? undefined : 'usernameBad';
}

function tokenProblem(token: string): TextKey | undefined {
  if (token === '') return 'tokenEmpty';
  return isAccessToken(token) ? undefined : 'tokenBad';
}
