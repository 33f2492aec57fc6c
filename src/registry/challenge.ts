/**
 * `WWW-Authenticate`: how a server says where to get a token. One header may hold several challenges, each a scheme
 * with `key=value` pairs whose commas look like the commas between challenges (RFC 9110, section 11.6.1). Read by one
 * walk from left to right, because a pattern that splits at commas breaks inside quotes (`scope="…:pull,push"`).
 */
export interface Challenge {
  /** Lower case, such as `bearer`. */
  readonly scheme: string;
  /** Keys in lower case, values without their quotes. Empty for a `token68` challenge. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** All challenges in their order; empty where the header is not what the RFC allows: half of it is not trusted. */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  const cursor: Cursor = { text: header, at: 0 };
  skip(cursor, SEPARATORS);
  for (;;) {
    const separate = challenges.length === 0 || startsAfterComma(cursor);
    if (cursor.at >= header.length) return challenges;
    const word = token(cursor);
    if (word === '') return [];
    const spaces = skip(cursor, SPACES);
    const current = challenges.at(-1);
    if (cursor.text[cursor.at] === '=' && current !== undefined) {
      cursor.at += 1;
      const value = parameterValue(cursor);
      // A key given twice could name two realms: which one counts would be anybody's choice.
      if (value === undefined || current.parameters.has(word.toLowerCase())) return [];
      current.parameters.set(word.toLowerCase(), value);
    } else {
      if (!separate) return [];
      challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
      if (spaces > 0) token68(cursor);
      else if (!atEnd(cursor)) return [];
    }
  }
}

interface Cursor {
  readonly text: string;
  at: number;
}

const SPACES = ' \t';
const SEPARATORS = ' \t,';
/** `tchar` (RFC 9110, section 5.6.2). */
const TOKEN_CHARACTER = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]$/;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*[ \t]*(?=,|$)/y;

function skip(cursor: Cursor, characters: string): number {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && characters.includes(cursor.text.charAt(cursor.at))) {
    cursor.at += 1;
  }
  return cursor.at - start;
}

/** Goes on to the next word and says whether a comma stood before it. */
function startsAfterComma(cursor: Cursor): boolean {
  const start = cursor.at;
  skip(cursor, SEPARATORS);
  return cursor.text.slice(start, cursor.at).includes(',');
}

function token(cursor: Cursor): string {
  const start = cursor.at;
  while (TOKEN_CHARACTER.test(cursor.text.charAt(cursor.at))) cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

/** Passes over credentials such as `Negotiate YII…==`, which stand in the place of the parameters. */
function token68(cursor: Cursor): void {
  TOKEN68.lastIndex = cursor.at;
  const match = TOKEN68.exec(cursor.text);
  if (match !== null) cursor.at += match[0].length;
}

function atEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.text.length || cursor.text[cursor.at] === ',';
}

/** A quoted string or a token, with nothing but a comma after it. */
function parameterValue(cursor: Cursor): string | undefined {
  skip(cursor, SPACES);
  const value = cursor.text[cursor.at] === '"' ? quoted(cursor) : token(cursor) || undefined;
  skip(cursor, SPACES);
  return atEnd(cursor) ? value : undefined;
}

/** `undefined` where the closing quote is missing. */
function quoted(cursor: Cursor): string | undefined {
  let value = '';
  cursor.at += 1;
  while (cursor.at < cursor.text.length) {
    let character = cursor.text.charAt(cursor.at);
    cursor.at += 1;
    if (character === '"') return value;
    if (character === '\\') {
      character = cursor.text.charAt(cursor.at);
      cursor.at += 1;
    }
    value += character;
  }
  return undefined;
}
