/**
 * Looks for secrets in all that a request carries (address, headers, body), also inside a Basic header and inside what
 * is encoded for an address, so that a test can say which host was given one. The secret itself is never written down.
 */
import type { Question } from './exchange.ts';

export interface SecretWatch {
  /** From now on requests that carry `secret` say so by `name`. */
  watch(name: string, secret: string): void;
  clear(): void;
  carriedBy(question: Question): readonly string[];
}

export function createSecretWatch(): SecretWatch {
  const secrets = new Map<string, string>();
  return {
    watch: (name, secret) => void secrets.set(name, secret),
    clear: () => secrets.clear(),
    carriedBy(question) {
      if (secrets.size === 0) return [];
      const text = textOf(question);
      return [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);
    },
  };
}

function textOf({ url, headers, body }: Question): string {
  const values = Object.values(headers);
  // Basic credentials, and whatever else is a word in base64.
  const decoded = values
    .flatMap((value) => value.split(' '))
    .map((word) => Buffer.from(word, 'base64').toString());
  return [url.href, decodedAddress(url.href), ...values, ...decoded, body].join('\n');
}

function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
